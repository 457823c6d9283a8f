"""Words by which printed references, in many languages, say what is what."""

import re
from functools import cache
from importlib.resources import files

# Labels before a number.  Single letters count only with a stop, a colon or a blank and a number after them.
LABELS = {
    label: field
    for field, labels in {
        "volume": "vol vols volume volumes v bd band bde т том t tom tome tomo jg jahrgang cilt ročník roč årg "
        "årgang bind deel jaargang vuosikerta köt 巻 卷 第 م ج مجلد jil",
        "issue": "no nos nr nrs n nº n° núm num núms number issue iss heft h fasc fascicolo fascículo № вып номер 号 "
        "期 عدد sayı s̱ is č číslo zeszyt z nro szám nummer",
        "pages": "p pp pg pgs pag pág págs page pages s ss seite seiten str strony с стр ページ 頁 页 ص صص side sider "
        "sivu sivut blz hal sf pps",
        "article": "art article aid eid artn",
    }.items()
    for label in labels.split()
}

MONTHS = set(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december januar februar märz mai juni juli oktober dezember jänner dez okt mrz "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene abr ago dic "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev set out "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug ott "
    "januari februari maart mei augustus stycznia lutego marca kwietnia maja czerwca lipca sierpnia września "
    "października listopada grudnia leden únor březen duben květen červen červenec srpen září říjen listopad "
    "prosinec ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
    "янв фев мар апр июн июл авг сен сент окт ноя дек maj juni "
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند "
    "spring summer autumn fall winter "
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
)

# Words that stand between the numbers of one run without ending it.
CONNECTIVES = set("suppl supplement supp spec special sup part pt and de en of the epub first ed".split())

# Words, whole or as usually abbreviated, that name a periodical.
_PERIODICAL = (
    "j journal journals jnl annals ann annales annalen annual archives arch archiv archivos archivio "
    "review reviews rev revue "
    "revista rivista bulletin bull bollettino proceedings proc transactions trans acta letters lett lettere "
    "international int quarterly q magazine mag newsletter zeitschrift z zeitung monthly notices advances adv "
    "communications commun reports rep frontiers front trends research res science sciences sci american am "
    "british br european eur canadian can chinese japanese korean indian med medicine psychiatry psychiatr "
    "physics phys chem chemistry biol biology lancet nature cell jama bmj plos bmc ieee acm zh vestnik вестник "
    "журнал известия труды cuadernos studies stud forum today world gazette record perspectives practice pract "
    "engineering eng surg surgery clin clinical soc society assoc association acad academy natl nat appl applied "
    "mathematics math mathematical materials mater technology technol dermatology dermatol ecology ecol "
    "neuroscience neurosci psychology psychol education educ environmental environ sociology social law economics "
    "econ management language linguistics history philosophy theology peerj elife cureus heliyon sensors nucleic "
    "biochem biochemistry pharmacol pharmacology immunol immunology microbiol microbiology geophys geophysical "
    "jahrbuch anales comptes rendus mitteilungen berichte tidsskrift tijdschrift dergisi časopis przegląd annali "
    "ciencia ciência nano catal catalysis polymer polym mol molecular biophys oncology oncol cancer neurology"
)
PERIODICAL = set(_PERIODICAL.split())

# Further words as periodicals' names abbreviate them.
ABBREVIATED = PERIODICAL | set(
    "microb integr equ statist stat transport biomed numer cognit intell syst opt electr electron "
    "comput mech geol hydrol ophthalmol "
    "pediatr epidemiol endocrinol gastroenterol urol radiol pathol physiol toxicol parasitol virol "
    "genet evol behav anim agric "
    "vet nutr exp theor struct dev probl methods autom inf inform softw hydraul therm geotech atmos "
    "astron astrophys meteorol "
    "oceanogr limnol mar freshw aquat bot entomol ornithol zool ethol anthropol archaeol ling hist "
    "philos relig polit adm sociol econom "
    "financ manag bus mark organ hum resour rehabil ther nurs geriatr gerontol orthop traumatol "
    "anesth anesthesiol cardiol circ "
    "hypertens nephrol hepatol diabetes metab obstet gynecol reprod hematol transfus transplant "
    "infect dis allergy rheumatol "
    "dent oral otolaryngol rhinol laryngol audiol speech hear crystallogr spectrosc spectrom "
    "chromatogr electrochem colloid "
    "interface surf thin films alloys compd ceram metall corros fract eff mon not roy hung acad belg "
    "ital esp fr dtsch "
    "angew ber liebigs tetrahedron synth org inorg anal pure funct fuzzy sets control signal process "
    "netw commun inst "
    "conf symp ser sect suppl vol ges wiss vers forsch psychopathol psychother neurol neurosurg "
    "pharm toxic health policy ment serv".split()
)

# Words of which one stands in the name of almost every publisher.
PUBLISHER = set(
    "press publishing publishers publisher publications verlag elsevier springer wiley sage routledge hindawi mdpi "
    "ieee acm oup blackwell birkhäuser nature brill gruyter palgrave macmillan francis pergamon "
    "kluwer crc llc ltd limited inc ag "
    "gmbh bv b.v corp corporation company co editions éditions editorial editora edizioni wydawnictwo издательство "
    "наука verlagsgesellschaft prentice mcgraw pearson norton thieme karger lippincott wilkins saunders mosby "
    "emerald ios informa plenum university universität université universidad universidade usenix "
    "siam aip iop osa apress "
    "springer-verlag wiley-blackwell wiley-vch academic frontiers public library sciencedirect bmj "
    "massachusetts association society "
    "institute organization organisation office department ministry foundation council agency "
    "academies stationery cabinet academy test "
    "bentham cambridge oxford dove impact cold humana artech jaypee copernicus biorxiv medrxiv ssrn "
    "arxiv zenodo figshare cran preprints "
    "sons books world scientific center centre services hmso sage thresholds jstor guilford "
    "bureau national board standards commission editore casa harper penguin bloomsbury hart dekker "
    "interscience archaeopress "
    "routledge crossref pensoft igi global intechopen publica editorial editores servicos".split()
)

# Words that make a publisher of a name even where a periodical's could stand.
SURELY_PUBLISHER = set(
    "press publishing publishers publisher verlag elsevier springer wiley sage routledge hindawi "
    "mdpi palgrave macmillan "
    "apress ltd limited inc gmbh llc brill routledge pergamon kluwer birkhäuser thieme karger mcgraw "
    "pearson norton archaeopress".split()
)

# Publishers that some styles print straight after a periodical, with nothing between.
GLUED_PUBLISHER = re.compile(
    r"[\s.,(]+((?:Elsevier(?: Science| Masson)?|Wiley(?:-Blackwell|-VCH)?|Hindawi(?: Limited| "
    r"Publishing Corporation)?|MDPI(?: AG)?|Springer(?: Nature| Science"
    r"(?: and|&) Business Media)?|Informa(?: UK)?|SAGE(?: Publications)?|Oxford University Press|"
    r"Cambridge University Press|"
    r"American [A-Z]\w+(?: [A-Z]\w+)? Society|American Medical Association|Public Library of Science|"
    r"BMJ|IOP(?: Publishing)?|"
    r"Institute of Electrical and Electronics Engineers|Royal Society of Chemistry|Taylor (?:&|and) "
    r"Francis|IEEE|ACM|AIP(?: Publishing)?|"
    r"Walter de Gruyter|De Gruyter|Brill|Karger|Thieme|PeerJ|American Physical Society|American Chemical Society|"
    r"Association for Computing Machinery|Wolters Kluwer|Frontiers Media|JSTOR|Test accounts|Annual "
    r"Reviews)(?:,? (?:LLC|Ltd|Limited|BV|B\.V\.|Inc|AG|GmbH|SA))?\.?)$"
)

# Places that stand between the name of a book or a meeting and its publisher.
PLACES = set(
    "New York|NY|USA|U.S.A.|United States|UK|United Kingdom|London|Cham|Berlin|Heidelberg|Berlin Heidelberg|Amsterdam|"
    "Dordrecht|Singapore|Boston|MA|Cambridge|Oxford|Paris|Tokyo|Japan|China|Germany|France|Italy|Spain|Canada|India|"
    "Australia|Netherlands|Switzerland|Basel|Wien|Vienna|Austria|Piscataway|NJ|CA|Philadelphia|PA|Chicago|IL|"
    "San Francisco|San Diego|Los Angeles|Washington|DC|Washington DC|Beijing|Shanghai|Seoul|Korea|South Korea|"
    "Hong Kong|Taiwan|Brazil|Portugal|Poland|Greece|Turkey|Sweden|Denmark|Norway|Finland|Belgium|Ireland|"
    "New Jersey|Massachusetts|Hoboken|Chichester|München|Munich|Stuttgart|Hamburg|Wiesbaden|Москва|М".split("|")
)

ORGANISATION = set(
    "organization organisation association department group consortium government institute university agency "
    "committee council society ministry center centre network collaboration collaborators commission office bureau "
    "foundation administration federation union team investigators academy college board service services "
    "trust alliance editors programme program ministère instituto universidad ministerio "
    "organisation организация bank "
    "authority league staff task force panel party study project initiative nations corporation company".split()
)

FUNCTION_WORDS = set(
    "a an the of in on for and or to with from by at as into via its their is are be not between during after "
    "der die das des und für von zur zum im den dem ein eine mit auf bei als "
    "le la les de du et en dans pour sur par aux au une un l d el los las y del para con por al o os "
    "da do dos das e em no na "
    "il lo gli i della dei delle di per nel van het een voor w i z na do и в на с по из для о от к "
    "ve için och för av og til "
    "& a na při et al".split()
)

ET_AL = (
    r"(?:et\.?\s?al(?:ii|\b)\.?|u\.\s?a\.|и\s+др\.|y\s+otros|y\s+cols\.?|e\s+altri|ve\s+ark\.|"
    r"ve\s+diğerleri|i\s+in\.|m\.\s?fl\.|og\s+andre|和他|等|ほか|他|外|and\s+others|und\s+andere|و\s?همکاران|"
    r"وآخرون|وآخ\.?|و\s?آخرون|(?-i:e\.\s?a\.)|a\s+kol\.|[ei]\s+outros|et\s+collab\.|м\s+ін\.)"
)
AND = r"(?:&|and|und|et|y|e|ve|og|en|och|a|i|и|و|with|u\.)"

CLOSING = {
    '"': '"',
    "“": "”",
    "„": "“",
    "«": "»",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "‹": "›",
    "‚": "‘",
    "〈": "〉",
}


def holds_any(folded, words):
    """Whether a text, given in one case by `one_case`, holds any of *words*.

    Asked first, it spares most texts a pattern that ignores case, which tries every place of a text.
    """
    return any(map(folded.__contains__, words))


def one_case(text):
    return text.replace("İ", "i").replace("ı", "i").casefold()


@cache
def leanings(name):
    """Words with the log-odds of what they lean to, from a table of this folder.

    ``periodical``: how much likelier a word is in a periodical's name than in a
    title.  ``given``: how much likelier as a given name than as a family name.
    Counted by `python -m tests.benchmarks.leanings`.
    """
    found = {}
    for line in files("citegraph.read").joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines():
        leaning, *words = line.split()
        found.update(dict.fromkeys(words, float(leaning)))
    return found
