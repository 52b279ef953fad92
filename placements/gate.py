"""From when a student may work at a place (geen contract, geen start): a date, or one of these two."""

from datetime import date

NOT_YET = date.max  # the paper is not whole
ALWAYS = date.min  # the stage had begun before this rule was there
