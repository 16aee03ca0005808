-- People, countries and agencies by what somebody calls them: select * from find_entity('modi').
-- Grain: kind, entity_id; each entity once, by the best of its forms. Counts leave duplicates out.
-- Forms are its id, its name, the aliases met in mentions, an agency's acronym, a country's alpha-3 code and demonym.
-- Case, accents, points and apostrophes do not count ("u.s." is "US"), other punctuation separates words. Matches, best
-- first: id, name, alias, prefix (a form begins so), words (a form has them all); then most articles, most mentions, and
-- the alphabet. Words without a letter or digit find nothing.
-- Whatever matches contains the longest of the words: a cheap look at every form leaves few to fold and take apart.
create macro find_entity(words) as table
    with spoken as (
        select
            lower(trim(words::varchar)) as id,
            nullif(
                trim(
                    regexp_replace(translate(lower(strip_accents(words::varchar)), '.''’', ''), '[^\pL\pN]+', ' ', 'g')
                ),
                ''
            ) as form
    ),

    asked as (
        select
            id,
            form,
            list_reverse_sort(
                list_transform(
                    string_split(form, ' '), lambda word: struct_pack(characters := length(word), word := word)
                )
            )[1].word as longest_word
        from spoken
    ),

    -- Not materialized: what is asked of them is asked of the tables.
    entities as not materialized (
        select
            'person' as kind,
            person_id as entity_id,
            name,
            article_count,
            mention_count
        from people
        union all
        select
            'country' as kind,
            country_id as entity_id,
            name,
            article_count,
            mention_count
        from countries
        union all
        select
            'agency' as kind,
            agency_id as entity_id,
            name,
            article_count,
            mention_count
        from agencies
    ),

    forms as (
        select
            kind,
            entity_id,
            name as form,
            'name' as origin
        from entities
        union all
        select
            'person' as kind,
            person_id as entity_id,
            unnest(aliases) as form,
            'alias' as origin
        from people
        union all
        select
            'country' as kind,
            country_id as entity_id,
            unnest(list_concat(aliases, [iso_alpha3, demonym])) as form,
            'alias' as origin
        from countries
        union all
        select
            'agency' as kind,
            agency_id as entity_id,
            unnest(list_concat(aliases, [acronym])) as form,
            'alias' as origin
        from agencies
    ),

    folded as (
        select
            forms.kind,
            forms.entity_id,
            forms.form,
            forms.origin,
            asked.form as asked_form,
            trim(
                regexp_replace(translate(lower(strip_accents(forms.form)), '.''’', ''), '[^\pL\pN]+', ' ', 'g')
            ) as folded_form
        from forms
        cross join asked
        where contains(translate(lower(strip_accents(forms.form)), '.''’', ''), asked.longest_word)
    ),

    matched as (
        select
            kind,
            entity_id,
            form,
            case
                when folded_form = asked_form and origin = 'name' then 'name'
                when folded_form = asked_form then 'alias'
                when starts_with(folded_form, asked_form) then 'prefix'
                else 'words'
            end as match
        from folded
        where
            starts_with(folded_form, asked_form)
            or list_has_all(string_split(folded_form, ' '), string_split(asked_form, ' '))
        union all
        select
            entities.kind,
            entities.entity_id,
            entities.name as form,
            'id' as match
        from entities
        inner join asked on lower(entities.entity_id) = asked.id
    ),

    ranked as (
        select
            kind,
            entity_id,
            form,
            match,
            list_position(['id', 'name', 'alias', 'prefix', 'words'], match) as match_rank
        from matched
    ),

    best as (
        select
            kind,
            entity_id,
            form,
            match,
            match_rank
        from ranked
        qualify row_number() over (partition by kind, entity_id order by match_rank, form) = 1
    )

    select
        best.kind,
        best.entity_id,
        entities.name,
        best.form,
        best.match,
        entities.article_count,
        entities.mention_count
    from best
    inner join entities
        on
            best.kind = entities.kind
            and best.entity_id = entities.entity_id
    order by
        best.match_rank asc,
        entities.article_count desc,
        entities.mention_count desc,
        entities.name asc,
        best.kind asc,
        best.entity_id asc;

-- The linter cannot parse comments on macros.
comment on macro table find_entity is -- noqa: PRS
'People, countries and agencies by id, name, alias, beginning or words, best match first; case and accents do not count';
