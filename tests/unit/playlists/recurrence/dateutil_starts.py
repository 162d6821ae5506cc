"""What Debian's python3-dateutil makes of recurrence rules.

A line in, `rule|start|from|until|most`, is a line out: the first `most` starts in [from, until) with commas between them, or `error: …`.
"""
import datetime
import sys

from dateutil.rrule import rrulestr

FORM = '%Y%m%dT%H%M%S'


def starts(question):
    rule, start, since, until, most = question.split('|')
    since = datetime.datetime.strptime(since, FORM)
    until = datetime.datetime.strptime(until, FORM)
    datetime.MAXYEAR = until.year  # up to where it looks for the next start of a rule that has none
    found = []
    for at in rrulestr(rule, dtstart=datetime.datetime.strptime(start, FORM)):
        if at >= until or len(found) >= int(most):
            break
        if at >= since:
            found.append(at.strftime(FORM))
    return ','.join(found)


for line in sys.stdin:
    try:
        print(starts(line.strip()))
    except Exception as error:  # what it refuses is an answer too
        print('error:', error)
