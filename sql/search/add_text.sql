-- One article's texts. Parameters in order: title, bullets, body.
insert into words (title, bullets, body) values (?, ?, ?);
