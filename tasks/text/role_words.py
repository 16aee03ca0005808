"""Words by which an article says who somebody is: what a reader understands by itself, and what needs an "of what"."""

from __future__ import annotations

from tasks.text.name_words import word_set

# Each of these tells who somebody is.
COMPLETE = word_set(
    "lawyer advocate actor actress singer author writer novelist poet artist musician composer activist journalist "
    "photographer filmmaker film-maker politician lawmaker blogger physicist biologist scientist sociologist "
    "psychologist billionaire businessman businesswoman industrialist tycoon banker designer architect rapper "
    "lyricist comedian choreographer playwright philosopher psychiatrist surgeon doctor nurse engineer entrepreneur "
    "farmer pilot economist historian archaeologist astronomer astronaut chef virologist epidemiologist "
    "meteorologist cricketer footballer wrestler shuttler boxer golfer swimmer sprinter jeweller builder trader "
    "legislator sarpanch councillor corporator senator congressman congresswoman MLA MLC MP MEP constable inspector "
    "sub-inspector screenwriter scriptwriter cinematographer columnist commentator hotelier restaurateur bookseller "
    "ornithologist ecologist conservationist environmentalist cardiologist oncologist gynaecologist paediatrician "
    "dermatologist nutritionist dietician veterinarian taxidermist mountaineer athlete gymnast shooter marathoner "
    "shopkeeper businessperson dancer model artiste comic gangster socialite socialist theologian anthropologist "
    "geologist mathematician statistician YouTuber vocalist guitarist drummer pianist violinist sculptor painter"
)
# These are of something: "president" tells little, "club president" no more, "Oban Club president" all.
PARTIAL = word_set(
    "president vice-president minister premier secretary representative governor mayor commissioner ambassador "
    "envoy prosecutor attorney speaker chairman chairwoman chairperson director spokesman spokeswoman spokesperson "
    "leader candidate adviser advisor analyst professor general commander officer official chief boss head founder "
    "co-founder owner coach manager captain vice-captain skipper editor correspondent reporter researcher "
    "superintendent treasurer convener convenor coordinator member counsel supremo player registrar magistrate "
    "collector administrator principal dean chancellor vice-chancellor trustee volunteer worker stalwart topper "
    "lecturer co-convener co-convenor editor-in-chief imam cleric guru preacher priest student militant terrorist "
    "convict mastermind trainer winner champion medallist medalist executive CEO CFO COO CTO MD CMD DG DGP IG DIG "
    "IGP ADG ADGP SSP SP DSP ASP DCP ACP SHO SDM SDPO CM CMO PRO in-charge incharge ideologue functionary aide "
    "lawyer producer judge expert strategist investigator bureaucrat diplomat batsman bowler wicketkeeper spinner "
    "pacer opener seamer striker midfielder defender goalkeeper all-rounder"
)
# What stands before these and tells more of what they are, but not of what.
MODIFIERS = word_set(
    "working former senior deputy joint additional assistant associate vice chief general executive managing "
    "special principal veteran prominent noted renowned famous celebrated award-winning popular young independent "
    "rebel top ex retired acting interim newly-elected outgoing incumbent main prime key small-time state national "
    "regional district city assembly opposition party police sub divisional zonal legal political media public "
    "private"
)
# What a post is of, in small letters: "law minister", "health secretary".
FIELDS = word_set(
    "services affairs development planning police force army navy air home finance defence defense foreign external "
    "interior health education railway railways law transport labour labor energy environment agriculture aviation "
    "textiles sports culture tourism power water revenue urban rural forest excise trade commerce industry "
    "information technology women welfare food housing board film music fashion wildlife security cyber tax traffic "
    "crime investigating cricket football tennis hockey badminton chess boxing wrestling fast spin opening playback "
    "art science political history economics medical human rights social climate student transgender RTI criminal "
    "divorce environmental investigative freelance celebrity street theatre television TV radio news pop rock folk "
    "classical hip-hop documentary action horror"
)
# Heads of state and of government: whom they call everybody knows.
KNOWN_TO_ALL = word_set("President premier chancellor pope king queen prince princess PM emperor")
# What may go from before a post without making it another one.
PRAISE = word_set(
    "senior veteran prominent noted renowned famous celebrated award-winning popular young top leading eminent"
)
