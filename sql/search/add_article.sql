-- One article's id. Parameters in order: rowid, article_id.
insert into articles (rowid, article_id) values (?, ?);
