"""Word lists for reading a parse: what a phrase must be, and must not hold, to be left out."""

from __future__ import annotations

from tasks.text.name_words import word_set

# Subordinators of clauses that tell when, why or how: the main clause is as true without them.
TIME_OR_REASON = word_set("after before as when while because since following amid where whereas though although")
# Subordinators of what has happened, with a verb in the past.
FACTUAL = word_set("after as because while since though although whereas")
# Prepositions whose phrases tell when or on which occasion.
OCCASION_PREPOSITIONS = word_set("during after before amid following since throughout alongside despite amidst")
# "Produced before a magistrate": no time.
BODIES = word_set(
    "court courts magistrate judge judges bench tribunal jury committee panel commission board authority authorities "
    "police cameras camera media"
)
PLACE_PREPOSITIONS = word_set("in at near from outside inside on through via across")
TIME_PREPOSITIONS = word_set("on in at during since from by over")
OPENING_PREPOSITIONS = word_set("besides with amid following after during ahead as")
# Verbs that say little without their purpose: "is left to raise a child".
NEED_PURPOSE = word_set("left forced made set supposed meant bound used needed required asked told")
# "moments before one took off": the clause says which moments.
SPANS_OF_TIME = word_set(
    "moments seconds minutes hours days weeks months years decades centuries moment minute hour day week month year "
    "decade century"
)
EXAMPLES = word_set("including")
# Nouns that are what they are by their place: "the number of cases in India".
OF_A_PLACE = word_set(
    "number rate share total population people majority city state country capital part place area interest increase "
    "rise fall drop decline growth spike price prices cases most all rest life role presence career"
)
# Said of what is so within limits only: "the first in ten years".
ORDINALS = word_set("first second third fourth last only sole latest")
RANKS = word_set("first second third last only highest largest biggest next every each all any no another same top")
# Participles that add what else was said: what stands before them has its speaker already.
REPORTING_PARTICIPLES = word_set(
    "saying adding calling stating claiming warning alleging citing noting arguing insisting urging asking describing "
    "accusing seeking demanding requesting terming blaming"
)
SAYING = word_set("said says claimed announced added stated alleged reported revealed confirmed believes hoped")
OCCASIONS = word_set(
    "statement interview conference meeting briefing event ceremony function rally speech address tweet tweets post "
    "letter report release session programme program visit hearing summit debate address video note series press "
    "sidelines occasion presence connection response attempt bid wake order move capacity ruling verdict remark "
    "escalation announcement incident blow setback boost shocker development scenario twist gesture view affidavit "
    "notification circular advisory judgment judgement"
)
# Verbs that say little without their place: "was held in Leeds", "lives in Oslo".
NEED_PLACE = word_set(
    "be is are was were been being live lives lived living stay stays stayed held hold holds holding base based locate "
    "located situate situated arrive arrived arrives land landed remain remained remains born put placed kept set "
    "stand stood stands sit sat sits found engaged interested involved included used invest invested come came comes "
    "go went goes enter entered take took taken place get got move moved moves travel travelled traveled feature "
    "featured appear appeared appears star starred result resulted lie lies lay reside resides participate "
    "participated succeed succeeded believe specialise rely play played serve served worked work works compete "
    "competed enrol enrolled fall fell rank ranked spend spent lead led end ended begin began"
)
# Verbs that say little without their time: "will take place on Friday", "was born in 1931".
NEED_TIME = word_set(
    "be is are was were been being take takes took taken begin begins began begun start starts started end ends ended "
    "happen happens happened occur occurs occurred born hold held scheduled schedule set expected slated due fall fell "
    "starting beginning ending opening coming falling effective "
    "open opens opened come comes came date dates dated last lasts lasted resume resumes resumed expire expires expired"
)
ADVERBS = word_set(
    "also meanwhile however moreover furthermore additionally earlier recently currently today yesterday tomorrow "
    "eventually subsequently later further tonight already separately notably interestingly incidentally too"
)
SPEAKING = word_set(
    "say says said saying tell tells told telling add adds added adding claim claims claimed claiming allege alleges "
    "alleged alleging state states stated stating report reports reported warn warned warning insist insists insisted "
    "argue argues argued arguing suggest suggests suggested explain explained write wrote tweet tweeted note noted "
    "according quoted believe believes believed deny denied accuse accused accusing"
)
# Verbs of saying that their speaker may follow.
INVERTED = word_set("said says reported reports added adds wrote writes")
# How sure or how often: said once before two verbs, it holds for both.
HEDGES = word_set(
    "allegedly reportedly apparently supposedly purportedly mostly largely mainly usually generally often sometimes "
    "partly partially probably possibly perhaps presumably likely rarely seldom hardly almost nearly"
)
# Participles that state under which condition the rest holds.
CONDITIONAL_PARTICIPLES = word_set("assuming supposing provided providing given granted barring depending pending")
# What somebody is by something that happened.
FEELINGS = word_set(
    "shocked stunned surprised upset disappointed pleased delighted thrilled amused saddened shaken moved angered "
    "annoyed embarrassed horrified overjoyed relieved startled taken"
)
# Words of how often, and of a time that is not the day of the article.
FREQUENT = word_set("every each daily nightly")
LONG_AGO = word_set("year years decade decades century")
# Words that tie what stands after them to what stands before: "only after", "not because", "more than".
TIES = word_set(
    "only not just even than so such n't never nor neither either both as until till especially particularly"
)
LIMITS = word_set("only not just never until till")
# A phrase that holds one of these tells who says it, how sure it is, or when it does not hold: it stays.
SOURCES_AND_DOUBTS = word_set(
    "if unless until except according alleged allegedly reportedly apparently say says said saying tell tells told "
    "claim claims claimed claiming accused accusing suspected denied denies denying deny refused refuse otherwise "
    "provided supposedly purportedly possibly probably perhaps likely fake false hoax mistakenly"
)
REPORTING = word_set(
    "say says said saying tell tells told add adds added claim claims claimed allege alleges alleged state states "
    "stated report reports reported announce announced announces believe believes believed think thinks thought "
    "warn warns warned insist insists insisted argue argues argued suggest suggests suggested explain explains "
    "explained write wrote writes tweet tweeted tweets note notes noted admit admitted admits confirm confirmed "
    "confirms reveal revealed reveals deny denied denies assert asserted hope hopes hoped expect expects expected "
    "fear fears feared reply replied respond responded ask asked asks urge urged know knew show shows showed find "
    "found indicate indicated indicates maintain maintained mention mentioned opine opined observe observed quote "
    "quoted understand learn learnt learned see saw feel felt mean means"
)
# Prepositions of phrases that tell how, why or for whom, behind a predicate that is complete.
TAIL_PREPOSITIONS = word_set("for with by over under against through via amid in on at from due because owing towards")
NOUN_PREPOSITIONS = word_set("for against over on with from in at between among under by during after before")
# Verbs that say little, or something else, without the phrase behind them.
NEED_PREPOSITION = NEED_PLACE | word_set(
    "know known use used make made base based name named see seen regard regarded describe described involve involved "
    "find found relate related link linked compare compared face faced associate associated suppose supposed believe "
    "believed consider considered treat treated divide divided fill filled leave left give given replace replaced call "
    "called bring brought turn turned catch caught force forced require required dub dubbed mean meant aim aimed "
    "intend intended dedicate dedicated devote devoted commit committed confine confined limit limited restrict "
    "restricted attribute attributed expose exposed reduce reduced increase increased raise raised drop dropped cut "
    "decrease decreased deal dealt compose composed accompany accompanied surround surrounded cover covered cause "
    "caused need needed blame blamed accuse accused deprive deprived pit draw drawn lay make have say said tell told "
    "add added define defined classify classified deem deemed project projected portray portrayed pass base equip "
    "equipped mistake mistaken prevent prevented stop stopped protect protected save saved ban banned bar barred "
    "exclude excluded distinguish separate separated part rise grow estimate estimated value valued price priced "
    "credit credited connect connected attach attached add added couple coupled inspire inspired expect expected "
    "count counted list listed include included become became say select selected appoint appointed elect elected "
    "nominate nominated hire hired cast share shared remove removed exempt exempted expel expelled transfer convert "
    "converted translate translated view viewed refer referred identify identified recognise recognised recognize "
    "recognized hail hailed term termed introduce introduced rate rated tie tied match matched do did set provide join "
    "joins joined bearing provided present presented supply supplied show shown "
    "trouble throw threw thrown pull pulled push "
    "pushed employ employed roped shed sheds provides providing sends send sent sending uses using "
    "gives giving supplies shows turns "
    "confront confronts confronted charge charges charged entrust entrusted arm armed furnish furnished swap swapped "
    "recommend recommends recommended propose proposes proposed flooded swamped inundated entangled embroiled mired "
    "honour honoured mix mixed merge merged load loaded acquaint acquainted bless blessed reward rewarded pair paired"
)
# Nouns that say little without what follows them.
NEED_MORE = word_set(
    "one ones those thing things way ways people person persons man woman men women someone something anyone anything "
    "everyone everything time times day days fact reason reasons kind sort type part parts access relation regard "
    "respect terms need control difference response reply reaction answer threat contribution addition contrast "
    "comparison favour favor charge touch contact step steps turn action look love chance right ability duty "
    "responsibility interest access series list group range lack amount level levels member members bid view light "
    "front behalf order case line lot lots amount age hour minute hours minutes month year years months week weeks "
    "percent cent per point points crore lakh million billion thousand dollars rupees run runs wicket wickets average "
    "aim jibe dig swipe swipe potshot degree proportion ratio gap balance battle fight war match tie relationship "
    "ties relations departure index shift talks deal agreement partnership distance place position role career "
    "ban bans restriction restrictions curb curbs limit limits "
    "cap caps ceiling ceilings impact effect support call demand appeal concern "
    "concerns doubt doubts question questions opinion objection offer plan plans proposal remark remarks comment "
    "comments criticism penalty tone stance rule rules"
)
# Verbs that make one predicate with their object: "took part in", "made use of".
LIGHT = word_set(
    "take takes took taken taking make makes made making have has had having play plays played playing give gives gave "
    "given giving pay pays paid paying put puts putting get gets got getting show shows showed shown showing do does "
    "did done doing be is are was were been being become becomes became keep keeps kept hold holds held bear bears "
    "bore cast casts lay lays laid raise raises raised"
)
POINTING = word_set("this that these those such what which one")
NAMING = word_set("named called titled dubbed known aged entitled")
CONDITIONS = word_set("if unless until whether except without")
# Words of how many, which hold within the limits that a sentence states.
SHARES = word_set(
    "all every each most majority many few fewer less least no none nobody nothing nor neither only first last half % "
    "percent cent percentage third quarter record highest lowest largest biggest any always never ever once twice "
    "more not n't than compared unlike instead rather"
)
# What is done to people and things, and told without who did it.
SUFFERED = word_set(
    "arrested attacked killed injured robbed detained stabbed shot questioned summoned rescued evacuated seized "
    "recovered released dismissed booked beaten assaulted suspended sacked deported granted deployed raided thrashed "
    "hacked gunned interrogated kidnapped abducted cheated duped harassed molested raped murdered mobbed"
)
# What is found is told by how it is found.
FINDING = word_set(
    "find finds found finding discover discovers discovered see sees saw seen spot spotted detect detected"
)
# Signs that a sentence passes on what somebody else reports.
SECOND_HAND = word_set("according reportedly allegedly alleged supposedly purportedly")
# What a speaker does with words besides saying.
DEMANDING = word_set(
    "demanded demands called urged urges rejected rejects refuted refutes praised criticised criticized condemned "
    "condemns dismissed sought seeks appealed blamed blames lauded slammed thanked accused ordered directed vowed "
    "pledged promised offered"
)
# What was so before: half a series of figures tells another story.
CHANGING = word_set(
    "fell fallen rose risen grew grown dropped jumped zoomed climbed surged soared plunged declined dipped "
    "increased decreased doubled tripled shrank slipped swelled ballooned widened narrowed improved worsened"
)
