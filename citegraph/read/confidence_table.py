"""The share of right fields by sign, written by `python -m tests.benchmarks.cutting --fit`."""

TABLE = {
    "authors": {"any": 0.93, "a body or a lone name": 0.50, "names, doubtful": 0.47, "names, likely": 0.89, "names, open": 0.77, "names, sure": 0.96, "names, sure, repaired": 0.88},
    "year": {"any": 0.99, "elsewhere": 0.99, "head": 0.99, "run": 0.99, "run, repaired": 0.99},
    "title": {"any": 0.92, "cut, doubtful": 0.32, "cut, likely": 0.86, "cut, open": 0.66, "cut, sure": 0.96, "marks": 0.96},
    "container": {"any": 0.93, "cut, doubtful": 0.35, "cut, likely": 0.91, "cut, open": 0.72, "cut, sure": 0.99, "marks": 0.92},
    "publisher": {"any": 0.92, "words": 0.92},
    "volume": {"any": 0.98, "alone": 0.25, "among others": 0.99, "among others, repaired": 0.98, "label": 0.99},
    "issue": {"any": 0.98, "alone": 0.80, "among others": 0.99, "label": 0.98},
    "pages": {"any": 0.98, "alone": 0.97, "among others": 0.98, "among others, repaired": 0.99, "label": 0.98},
    "article_number": {"any": 0.99, "among others": 0.99, "label": 0.99},
}  # fmt: skip
