"""Pure text code: cleaning, dates, language, sections, entities, ranking. No files, network or clock."""
