from .assessment import AspectVerdict, Assessment, IndicatorScore
from .form import Area, Aspect, AssessmentForm, Indicator

__all__ = ["Area", "Aspect", "AspectVerdict", "Assessment", "AssessmentForm", "Indicator", "IndicatorScore"]
