"""The pages about the days of a placement: attendance, day reports, assignments."""

day_urls = []
