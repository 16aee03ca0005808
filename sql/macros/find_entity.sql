-- People, countries and agencies by what somebody calls them: select * from find_entity('modi').
-- Grain: kind, entity_id; each entity once, by the best of its forms. Counts leave duplicates out.
-- Forms are its id, its name, the aliases met in mentions, an agency's acronym, a country's alpha-3 code and demonym.
-- Case, accents, points and apostrophes do not count ("u.s." is "US"), other punctuation separates words. Matches, best
-- first: id, name, alias, prefix (a form begins so), words (a form has them all); then most articles, most mentions, and
-- the alphabet. Words without a letter or digit find nothing.
-- Whatever matches contains the longest of the words: a cheap look at every form leaves few to fold and take apart.
create macro find_entity(words) as table
    with asked as (
        select
            lower(trim(words::varchar)) as id,
            nullif(
                trim(
                    regexp_replace(translate(lower(strip_accents(words::varchar)), '.''’', ''), '[^\pL\pN]+', ' ', 'g')
                ),
                ''
            ) as form
    ),

    forms as (
        select
            'person' as kind,
            person_id as entity_id,
            name,
            article_count,
            mention_count,
            name as form,
            'name' as origin
        from people
        union all
        select
            'country' as kind,
            country_id as entity_id,
            name,
            article_count,
            mention_count,
            name as form,
            'name' as origin
        from countries
        union all
        select
            'agency' as kind,
            agency_id as entity_id,
            name,
            article_count,
            mention_count,
            name as form,
            'name' as origin
        from agencies
        union all
        select
            'person' as kind,
            person_id as entity_id,
            name,
            article_count,
            mention_count,
            unnest(aliases) as form,
            'alias' as origin
        from people
        union all
        select
            'country' as kind,
            country_id as entity_id,
            name,
            article_count,
            mention_count,
            unnest(list_concat(aliases, [iso_alpha3, demonym])) as form,
            'alias' as origin
        from countries
        union all
        select
            'agency' as kind,
            agency_id as entity_id,
            name,
            article_count,
            mention_count,
            unnest(list_concat(aliases, [acronym])) as form,
            'alias' as origin
        from agencies
    ),

    -- Few forms have points or apostrophes, and to take those out of all the others would cost more than all the rest.
    -- The longest word is written out here: joined to the forms, it would be looked for many times slower.
    likely as (
        select *
        from forms
        where
            contains(
                lower(strip_accents(form)),
                list_reverse_sort(
                    list_transform(
                        string_split(
                            regexp_replace(
                                translate(lower(strip_accents(coalesce(words::varchar, ''))), '.''’', ''),
                                '[^\pL\pN]+',
                                ' ',
                                'g'
                            ),
                            ' '
                        ),
                        lambda word: struct_pack(characters := length(word), word := word)
                    )
                )[1].word
            )
            or contains(form, '.')
            or contains(form, '''')
            or contains(form, '’')
            or (origin = 'name' and lower(entity_id) = lower(trim(words::varchar)))
    ),

    folded as (
        select
            likely.*,
            asked.id as asked_id,
            asked.form as asked_form,
            trim(
                regexp_replace(translate(lower(strip_accents(likely.form)), '.''’', ''), '[^\pL\pN]+', ' ', 'g')
            ) as folded_form
        from likely
        cross join asked
    ),

    matched as (
        select
            *,
            case
                when origin = 'name' and lower(entity_id) = asked_id then 'id'
                when folded_form = asked_form and origin = 'name' then 'name'
                when folded_form = asked_form then 'alias'
                when starts_with(folded_form, asked_form) then 'prefix'
                when list_has_all(string_split(folded_form, ' '), string_split(asked_form, ' ')) then 'words'
            end as match
        from folded
    ),

    ranked as (
        select
            *,
            list_position(['id', 'name', 'alias', 'prefix', 'words'], match) as match_rank
        from matched
        where match is not null
    ),

    best as (
        select *
        from ranked
        qualify row_number() over (partition by kind, entity_id order by match_rank, form) = 1
    )

    select
        kind,
        entity_id,
        name,
        form,
        match,
        article_count,
        mention_count
    from best
    order by
        match_rank asc,
        article_count desc,
        mention_count desc,
        name asc,
        kind asc,
        entity_id asc;

-- The linter cannot parse comments on macros.
comment on macro table find_entity is -- noqa: PRS
'People, countries and agencies by id, name, alias, beginning or words, best match first; case and accents do not count';
