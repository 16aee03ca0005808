-- One article's words. Parameters in order: rowid, title, bullets, body, marks.
insert into words (rowid, title, bullets, body, marks) values (?, ?, ?, ?, ?);
