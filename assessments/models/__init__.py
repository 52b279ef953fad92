from .assessment import Assessment
from .form import Area, Aspect, AssessmentForm, FormInUse, Indicator
from .score import AspectVerdict, IndicatorScore

__all__ = [
    "Area",
    "Aspect",
    "AspectVerdict",
    "Assessment",
    "AssessmentForm",
    "FormInUse",
    "Indicator",
    "IndicatorScore",
]
