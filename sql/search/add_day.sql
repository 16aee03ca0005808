-- What the index holds of a day. Parameters in order: dump_date, digest.
insert into days (dump_date, digest) values (?, ?);
