"""Lines that announce a reference list, and those that divide one."""

import re

_ORDER = r"(?:\W*(?:\d{1,2}|[ivx]{1,4})(?:\.\d+)*[.)]?\s+)?\W*"
_COUNT = (
    r"\s*(?:[\[(（]\s*(?:\d{1,4}(?:\s*(?:of|/|von|de|из)\s*\d{1,4})?|edit|edit source|bearbeiten|править|编辑)\s*[\])）]|"
    r"\s\d{1,4}(?: (?:publications|references|entries))?)*[\s:：.*_#]*"
)
_CITED = re.compile(
    rf"{_ORDER}(?:"
    r"(?:list of |selected |cited |key |full |primary |additional |supplement(?:ary|al) )?(?:references?|literature)(?: (?:list|cited))?"
    r"(?: (?:and|&) (?:notes|further reading|links|bibliography))?|notes and references|works? cited|cited works|"
    r"literatur(?:e|verzeichnis|liste)?|literaturhinweise|quellen(?:verzeichnis)?|quellen- und literaturverzeichnis|"
    r"referen(?:zen|ser|tser|ties)|einzelnachweise|"
    r"références?(?: bibliographiques)?|referencias(?: bibliográficas)?|obras citadas|"
    r"referências(?: bibliográficas)?|riferimenti(?: bibliografici)?|"
    r"literatura(?: cytowana)?|piśmiennictwo|"
    r"litteratur(?:liste|förteckning)?|geraadpleegde literatuur|literatuur(?:lijst)?|"
    r"kaynak(?:ça|lar)|lähteet|"
    r"(?:библиографический )?список (?:использованной )?литературы|библиографический список|литература|примечания|"
    r"参考文献(?: ?\(references\))?|引用文献|文献|참고문헌|المراجع|المصادر|منابع(?: و مآخذ)?|"
    r"(?:قائمة )?(?:المراجع|المصادر)(?: و(?:المراجع|المصادر))?|فهرست منابع|مراجع|کتابنامه|"
    r"ביבליוגרפיה|(?:רשימת )?(?:ה)?מקורות|רשימת ספרות|רשימה ביבליוגרפית|"
    r"引用・?参考文献|参照文献|文献一覧|引用文献一覧|参考资料|引文|참고 문헌|인용 ?문헌|"
    r"βιβλιογραφία|αναφορές|βιβλιογραφικές αναφορές|"
    r"література|список (?:використаних джерел|використаної літератури|літератури)|използвана литература|"
    r"tài liệu tham khảo|daftar pustaka|referensi|เอกสารอ้างอิง|บรรณานุกรม|संदर्भ(?: सूची| ग्रंथ)?|"
    r"použitá literatura|popis literature|viri(?: in literatura)?|irodalomjegyzék|lähdeluettelo|referanser|"
    r"litteratur|kildeliste|allikad|kasutatud kirjandus|naudota literatūra|"
    r"seznam literatury|literatúra|\\begin\{thebibliography\}\{\d*\}|irodalom|viitteet|källor|kilder"
    rf"){_COUNT}$",
    re.IGNORECASE,
)
_COLLECTED = re.compile(
    rf"{_ORDER}(?:"
    r"(?:(?:my|our|selected|annotated|working|general|select|full|primary|cited) )?"
    r"(?:bibliograph(?:y|ies)|references|sources|sources cited)|"
    r"(?:(?:my|our|selected|recent|key|all|list of|peer-reviewed|scientific|academic) )*"
    r"(?:publications?|papers)(?: list)?|"
    r"(?:journal|peer-reviewed|research|scientific) (?:articles|publications)|"
    r"(?:further|suggested|recommended|additional|essential|required|core) readings?|readings?|"
    r"bibliographie|bibliografía|bibliografia|bibliografie|publikationen|publications|publicaciones|публикации|"
    r"(?:[^.]{0,70}\W)?(?:reading list|annotated bibliography|list of publications|publication list|literaturliste|"
    r"lista de lectura|leeslijst|leseliste|书目|文献目录)(?:\W[^.]{0,30})?"
    rf"){_COUNT}$",
    re.IGNORECASE,
)
_KIND = (
    r"(?:books?|(?:book )?chapters|(?:journal |newspaper |magazine |research )?articles|papers|conference (?:papers|"
    r"proceedings)|proceedings|reports?|theses|dissertations|web ?sites|web pages|online|internet|films?|videos?|"
    r"legislation|cases|statutes|interviews|archives|manuscripts|monographs|reviews|editorials|preprints|datasets|"
    r"unpublished|grey literature|other|others|miscellaneous|in press|submitted)"
)
_DIVISION = re.compile(
    r"[\W_]*(?:(?:1[5-9]|20)\d\d(?:\s*[-–—]\s*(?:(?:1[5-9]|20)\d\d|present|now))?|[A-ZА-Я]|"
    r"(?:(?:primary|secondary|tertiary|printed|published|unpublished|archival|online|electronic|internet|other|further|"
    r"legal|general) )?(?:sources|literature|materials?|references|works|documents|readings?)|"
    rf"{_KIND}(?: (?:and|&|,) {_KIND})*|"
    r"(?:week|part|chapter|session|topic|section|module|unit|day|lecture|seminar|theme|appendix) (?:\d{1,2}|[ivx]{1,4})"
    r"\b[.:]?[^.]{0,80}[.?!]?)[\W_]*",
    re.IGNORECASE,
)


def is_heading(text: str) -> bool:
    """Whether *text* announces a list of works.

    >>> is_heading("R E F E R E N C E S"), is_heading("8. Références"), is_heading("References to the past")
    (True, True, False)
    >>> is_heading("References (11 of 46)"), is_heading("Peer work: reading list")
    (True, True)
    """
    return len(text) <= 90 and any(pattern.match(_closed_up(text)) for pattern in (_CITED, _COLLECTED))


def announces_citations(text: str) -> bool:
    """Whether *text* heads the works that another work cites, and not a collection of works.

    >>> announces_citations("Works cited"), announces_citations("Bibliography"), announces_citations("My references")
    (True, False, False)
    """
    return len(text) <= 90 and bool(_CITED.match(_closed_up(text)))


_RUN_IN = re.compile(
    r"\s*(?:references?(?: cited)?|bibliography|works cited|literature cited|literatur(?:verzeichnis)?|références|"
    r"referencias|referências|bibliografia|список литературы|литература|参考文献|引用文献|참고문헌|المراجع)"
    r"\s*[:：.]?\s*(?=[\[(【［]?1[\])】］.、]\s*\S.{30})",
    re.IGNORECASE,
)


def run_in_heading(text: str) -> int:
    """Return how many characters of *text* announce the list whose first entry follows on the same line, or 0.

    >>> run_in_heading("References: [1] Small H. Co-citation. J Am Soc Inf Sci. 1973;24:265-9.")
    12
    """
    match = _RUN_IN.match(text)
    return match.end() if match else 0


def is_division(text: str) -> bool:
    """Whether *text* is the heading of a part of a list.

    >>> is_division("2019"), is_division("Week 2: Does it work?"), is_division("Bandura")
    (True, True, False)
    """
    return len(text) < 100 and bool(_DIVISION.fullmatch(text))


def _closed_up(text):
    text = text.strip()
    return text.replace(" ", "") if re.fullmatch(r"(?:\S ){4,}\S", text) else text
