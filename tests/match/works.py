"""Works of one field whose titles, authors and journals are easily taken for each other."""

from citegraph.model import Author, Work


def authors(*names):
    return tuple(Author(*name.split(", ")) for name in names)


SOLOMON = Work(
    "10.2975/27.2004.392.401",
    "Peer Support/Peer Provided Services Underlying Processes, Benefits, and Critical Ingredients.",
    authors("Solomon, Phyllis"),
    2004,
    (2004,),
    "Psychiatric Rehabilitation Journal",
    ("Psychiatric Rehabilitation Journal",),
    "27",
    "4",
    "392-401",
    type="journal-article",
)
FORTUNA = Work(
    "10.1007/s11126-022-09971-w",
    "An Update of Peer Support/Peer Provided Services Underlying Processes, Benefits, and Critical Ingredients",
    authors("Fortuna, Karen L.", "Solomon, Phyllis", "Rivera, Jennifer"),
    2022,
    (2022,),
    "Psychiatric Quarterly",
    ("Psychiatric Quarterly",),
    "93",
    "2",
    "571-586",
    type="journal-article",
)
GILLARD_2013 = Work(
    "10.3109/09638237.2012.745184",
    "Introducing peer worker roles into UK mental health service teams: a qualitative analysis of the organisational benefits and challenges",
    authors("Gillard, Steven G.", "Edwards, Christine"),
    2013,
    (2013,),
    "BMC Health Services Research",
    (),
    "13",
    None,
    "188",
)
GILLARD_2015 = Work(
    "10.1007/s10488-014-0603-z",
    "Introducing New Peer Worker Roles into Mental Health Services in England: Comparative Case Study Research Across a Range of Organisational Contexts",
    authors("Gillard, Steve", "Holley, Jess"),
    2015,
    (2014, 2015),
    "Administration and Policy in Mental Health and Mental Health Services Research",
    (),
    "42",
    "6",
    "682-694",
)
REPPER = Work(
    "10.3109/09638237.2011.583947",
    "A review of the literature on peer support in mental health services",
    authors("Repper, Julie", "Carter, Tim"),
    2011,
    (2011,),
    "Journal of Mental Health",
    ("Journal of Mental Health",),
    "20",
    "4",
    "392-411",
    type="journal-article",
)
DAVIDSON = {
    1999: Work(
        "10.1093/clipsy.6.2.165",
        "Peer support among individuals with severe mental illness: A review of the evidence.",
        authors("Davidson, Larry"),
        1999,
        (1999,),
        "Clinical Psychology: Science and Practice",
        (),
        "6",
        "2",
        "165-187",
    ),
    2006: Work(
        "10.1093/schbul/sbj043",
        "Peer Support Among Adults With Serious Mental Illness: A Report From the Field",
        authors("Davidson, L."),
        2006,
        (2005, 2006),
        "Schizophrenia Bulletin",
        (),
        "32",
        "3",
        "443-450",
    ),
    2012: Work(
        "10.1016/j.wpsyc.2012.05.009",
        "Peer support among persons with severe mental illnesses: a review of evidence and experience",
        authors("Davidson, Larry"),
        2012,
        (2012,),
        "World Psychiatry",
        (),
        "11",
        "2",
        "123-128",
    ),
}
