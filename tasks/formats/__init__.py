"""Source formats, one file each: a binary stream in, records and refusals out, never the whole dump in memory."""
