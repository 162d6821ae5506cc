#!/usr/bin/python3
"""Makes playlists/calendar/lunar_table.inc, the Vietnamese lunisolar calendar of 1968 … 2100, from astronomy.

The rule (Vietnam since 1968-01-01, decree 121/CP of 8 August 1967; civil time is UTC+7, meridian 105° E):
  - a month begins on the civil day of its new moon;
  - month 11 is the one that holds the winter solstice;
  - where 13 months begin from one month 11 up to the next, the first that holds none of the twelve major solar
    terms (sun's apparent longitude a multiple of 30°) is leap and takes the number of the month before it.
Only civil days are compared, never instants inside a day.

The astronomy: J. Meeus, Astronomical Algorithms, 2nd edition (1998): new moons chapter 49, the sun's apparent
longitude chapter 25 ("higher accuracy": the earth's VSOP87 series of appendix III, P. Bretagnon and G. Francou 1988),
nutation chapter 22 (its largest terms). ΔT: the polynomials of F. Espenak and J. Meeus (NASA/TP-2006-214141).

Four new moons to come lie so near to midnight in Vietnam that the earth's rotation until then decides their day, and with
it where one month ends and the next begins: 2054-05-08 (00:00:22), 2072-12-09 (23:58:47), 2077-11-15 (23:59:50) and
2085-10-18 (23:59:32). None is a Tết. All others keep their day with ΔT 60 s larger or smaller than assumed.

  lunar_table.py                  what playlists/calendar/lunar_table.inc holds
  lunar_table.py --china          what lunar-china.csv holds: months of Vietnam that China, UTC+8, has not, and why
  lunar_table.py --check INC CSV  fails where those two files hold anything else
  lunar_table.py --close SECONDS  every new moon and major term that near to a midnight of Vietnam
"""

import datetime
import math
import sys

FIRST_YEAR, LAST_YEAR = 1968, 2100
VIETNAM, CHINA = 7, 8  # hours ahead of UTC

# VSOP87 (as shortened by Meeus): A, B, C of A·cos(B + C·τ), in 1e-8 rad; one list for each power of τ.
EARTH_LONGITUDE = (
    ((175347046, 0, 0), (3341656, 4.6692568, 6283.0758500), (34894, 4.62610, 12566.15170), (3497, 2.7441, 5753.3849),
     (3418, 2.8289, 3.5231), (3136, 3.6277, 77713.7715), (2676, 4.4181, 7860.4194), (2343, 6.1352, 3930.2097),
     (1324, 0.7425, 11506.7698), (1273, 2.0371, 529.6910), (1199, 1.1096, 1577.3435), (990, 5.233, 5884.927),
     (902, 2.045, 26.298), (857, 3.508, 398.149), (780, 1.179, 5223.694), (753, 2.533, 5507.553),
     (505, 4.583, 18849.228), (492, 4.205, 775.523), (357, 2.920, 0.067), (317, 5.849, 11790.629),
     (284, 1.899, 796.298), (271, 0.315, 10977.079), (243, 0.345, 5486.778), (206, 4.806, 2544.314),
     (205, 1.869, 5573.143), (202, 2.458, 6069.777), (156, 0.833, 213.299), (132, 3.411, 2942.463),
     (126, 1.083, 20.775), (115, 0.645, 0.980), (103, 0.636, 4694.003), (102, 0.976, 15720.839),
     (102, 4.267, 7.114), (99, 6.21, 2146.17), (98, 0.68, 155.42), (86, 5.98, 161000.69), (85, 1.30, 6275.96),
     (85, 3.67, 71430.70), (80, 1.81, 17260.15), (79, 3.04, 12036.46), (75, 1.76, 5088.63), (74, 3.50, 3154.69),
     (74, 4.68, 801.82), (70, 0.83, 9437.76), (62, 3.98, 8827.39), (61, 1.82, 7084.90), (57, 2.78, 6286.60),
     (56, 4.39, 14143.50), (56, 3.47, 6279.55), (52, 0.19, 12139.55), (52, 1.33, 1748.02), (51, 0.28, 5856.48),
     (49, 0.49, 1194.45), (41, 5.37, 8429.24), (41, 2.40, 19651.05), (39, 6.17, 10447.39), (37, 6.04, 10213.29),
     (37, 2.57, 1059.38), (36, 1.71, 2352.87), (36, 1.78, 6812.77), (33, 0.59, 17789.85), (30, 0.44, 83996.85),
     (30, 2.74, 1349.87), (25, 3.16, 4690.48)),
    ((628331966747, 0, 0), (206059, 2.678235, 6283.075850), (4303, 2.6351, 12566.1517), (425, 1.590, 3.523),
     (119, 5.796, 26.298), (109, 2.966, 1577.344), (93, 2.59, 18849.23), (72, 1.14, 529.69), (68, 1.87, 398.15),
     (67, 4.41, 5507.55), (59, 2.89, 5223.69), (56, 2.17, 155.42), (45, 0.40, 796.30), (36, 0.47, 775.52),
     (29, 2.65, 7.11), (21, 5.34, 0.98), (19, 1.85, 5486.78), (19, 4.97, 213.30), (17, 2.99, 6275.96),
     (16, 0.03, 2544.31), (16, 1.43, 2146.17), (15, 1.21, 10977.08), (12, 2.83, 1748.02), (12, 3.26, 5088.63),
     (12, 5.27, 1194.45), (12, 2.08, 4694.00), (11, 0.77, 553.57), (10, 1.30, 6286.60), (10, 4.24, 1349.87)),
    ((52919, 0, 0), (8720, 1.0721, 6283.0758), (309, 0.867, 12566.152), (27, 0.05, 3.52), (16, 5.19, 26.30),
     (16, 3.68, 155.42), (10, 0.76, 18849.23), (9, 2.06, 77713.77)),
    ((289, 5.844, 6283.076), (35, 0, 0), (17, 5.49, 12566.15)),
    ((114, 3.142, 0), (8, 4.13, 6283.08)),
)

# Δψ: arguments D, M, M', F, Ω; coefficient of the sine in 0.0001", and its change in a century.
NUTATION = (
    ((0, 0, 0, 0, 1), -171996, -174.2), ((-2, 0, 0, 2, 2), -13187, -1.6), ((0, 0, 0, 2, 2), -2274, -0.2),
    ((0, 0, 0, 0, 2), 2062, 0.2), ((0, 1, 0, 0, 0), 1426, -3.4), ((0, 0, 1, 0, 0), 712, 0.1),
    ((-2, 1, 0, 2, 2), -517, 1.2), ((0, 0, 0, 2, 1), -386, -0.4), ((0, 0, 1, 2, 2), -301, 0),
    ((-2, -1, 0, 2, 2), 217, -0.5), ((-2, 0, 1, 0, 0), -158, 0), ((-2, 0, 0, 2, 1), 129, 0.1),
    ((0, 0, -1, 2, 2), 123, 0),
)

# New moon, chapter 49: coefficient in days; power of E; multiples of M, M', F, Ω.
NEW_MOON = (
    (-0.40720, 0, 0, 1, 0, 0), (0.17241, 1, 1, 0, 0, 0), (0.01608, 0, 0, 2, 0, 0), (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0), (-0.00514, 1, 1, 1, 0, 0), (0.00208, 2, 2, 0, 0, 0), (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0), (0.00056, 1, 1, 2, 0, 0), (-0.00042, 0, 0, 3, 0, 0), (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0), (-0.00024, 1, -1, 2, 0, 0), (-0.00017, 0, 0, 0, 0, 1), (-0.00007, 0, 2, 1, 0, 0),
    (0.00004, 0, 0, 2, -2, 0), (0.00004, 0, 3, 0, 0, 0), (0.00003, 0, 1, 1, -2, 0), (0.00003, 0, 0, 2, 2, 0),
    (-0.00003, 0, 1, 1, 2, 0), (0.00003, 0, -1, 1, 2, 0), (-0.00002, 0, -1, 1, -2, 0), (-0.00002, 0, 1, 3, 0, 0),
    (0.00002, 0, 0, 4, 0, 0),
)
# Planets: coefficient in days, angle at k = 0 and its step for each k, in degrees (A1 also has a T² term).
PLANETS = (
    (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478), (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732), (0.000056, 154.84, 7.306860), (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824), (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099), (0.000023, 331.55, 3.592518),
)


def delta_t(jd):
    """Terrestrial minus universal time, in seconds."""
    y = 2000 + (jd - 2451544.5) / 365.2425
    if y < 1986:
        t = y - 1975
        return 45.45 + t * (1.067 + t * (-1 / 260 - t / 718))
    if y < 2005:
        t = y - 2000
        return 63.86 + t * (0.3345 + t * (-0.060374 + t * (0.0017275 + t * (0.000651814 + t * 0.00002373599))))
    if y < 2050:
        t = y - 2000
        return 62.92 + t * (0.32217 + t * 0.005589)
    return -20 + 32 * ((y - 1820) / 100) ** 2 - 0.5628 * (2150 - y)


def universal(jde):
    return jde - delta_t(jde) / 86400


def new_moon(k):
    """Julian date (UT) of new moon number k; k = 0 is that of 6 January 2000."""
    t = k / 1236.85
    jde = (2451550.09766 + 29.530588861 * k + t * t * (0.00015437 + t * (-0.000000150 + t * 0.00000000073)))
    e = 1 - t * (0.002516 + t * 0.0000074)
    sun = math.radians(2.5534 + 29.10535670 * k - t * t * (0.0000014 + t * 0.00000011))
    moon = math.radians(201.5643 + 385.81693528 * k + t * t * (0.0107582 + t * (0.00001238 - t * 0.000000058)))
    latitude = math.radians(160.7108 + 390.67050284 * k - t * t * (0.0016118 + t * (0.00000227 - t * 0.000000011)))
    node = math.radians(124.7746 - 1.56375588 * k + t * t * (0.0020672 + t * 0.00000215))
    for size, power, m, mm, f, o in NEW_MOON:
        jde += size * e ** power * math.sin(m * sun + mm * moon + f * latitude + o * node)
    for i, (size, angle, step) in enumerate(PLANETS):
        jde += size * math.sin(math.radians(angle + step * k - (0.009173 * t * t if i == 0 else 0)))
    return universal(jde)


def nutation(t):
    """Δψ in degrees; t in Julian centuries from 2000."""
    angles = [math.radians(a) for a in (
        297.85036 + 445267.111480 * t - 0.0019142 * t * t, 357.52772 + 35999.050340 * t - 0.0001603 * t * t,
        134.96298 + 477198.867398 * t + 0.0086972 * t * t, 93.27191 + 483202.017538 * t - 0.0036825 * t * t,
        125.04452 - 1934.136261 * t + 0.0020708 * t * t)]
    total = sum((size + change * t) * math.sin(sum(n * a for n, a in zip(by, angles)))
                for by, size, change in NUTATION)
    return total / 1e4 / 3600


def sun_longitude(jde):
    """The sun's apparent geocentric longitude in degrees, 0 ≤ λ < 360."""
    t = (jde - 2451545) / 36525
    tau = t / 10
    heliocentric = sum(tau ** power * sum(a * math.cos(b + c * tau) for a, b, c in terms)
                       for power, terms in enumerate(EARTH_LONGITUDE)) / 1e8
    anomaly = math.radians(357.52911 + 35999.05029 * t)
    distance = 1.00014 - 0.01671 * math.cos(anomaly) - 0.00014 * math.cos(2 * anomaly)
    to_fk5 = -0.09033 / 3600
    aberration = -20.4898 / 3600 / distance
    return (math.degrees(heliocentric) + 180 + to_fk5 + nutation(t) + aberration) % 360


def term(year, degrees):
    """Julian date (UT) of the instant in `year` at which the sun stands at `degrees`, a multiple of 30."""
    jde = 2451545 + 365.2422 * (year - 2000) + 79.3 + ((degrees + 80) % 360 - 80) * 365.2422 / 360
    for _ in range(8):  # the equation of the centre leaves 2 days after the first guess, then 1/30 of the rest each time
        jde += ((degrees - sun_longitude(jde) + 180) % 360 - 180) * 365.2422 / 360
    return universal(jde)


def civil_day(jd, hours):
    """Day number (date.toordinal) on which that instant falls `hours` ahead of UTC."""
    return math.floor(jd - 1721424.5 + hours / 24)


NEW_MOONS = [new_moon(k) for k in range(math.floor((FIRST_YEAR - 2002) * 12.3685),
                                        math.ceil((LAST_YEAR - 1997) * 12.3685))]
TERMS = [(term(year, degrees), degrees) for year in range(FIRST_YEAR - 1, LAST_YEAR + 2) for degrees in range(0, 360, 30)]


def months(hours):
    """Every month as (first day, lunar year, number, leap), ascending; whole years only."""
    starts = [civil_day(jd, hours) for jd in NEW_MOONS]
    terms = sorted(civil_day(jd, hours) for jd, _ in TERMS)
    solstices = sorted(civil_day(jd, hours) for jd, degrees in TERMS if degrees == 270)
    elevens = [max(i for i, start in enumerate(starts) if start <= day) for day in solstices]
    all_months = []
    year = FIRST_YEAR - 1
    for begin, end in zip(elevens, elevens[1:]):
        leap_due = end - begin == 13
        number = 11
        for i in range(begin, end):
            is_leap = leap_due and i > begin and not any(starts[i] <= day < starts[i + 1] for day in terms)
            if is_leap:
                leap_due = False
            elif i > begin:
                number = number % 12 + 1
                year += number == 1
            all_months.append((starts[i], year, number, is_leap))
    return all_months


def rows(hours):
    """One integer for each year: see include_text."""
    listed = months(hours)
    packed = []
    for wanted in range(FIRST_YEAR, LAST_YEAR + 1):
        row = count = 0
        for month, following in zip(listed, listed[1:]):
            if month[1] != wanted:
                continue
            if count == 0:
                row |= (month[0] - datetime.date(wanted, 1, 1).toordinal()) << 17
            row |= (following[0] - month[0] == 30) << count
            row |= (month[2] if month[3] else 0) << 13
            count += 1
        packed.append(row)
    return packed


def include_text():
    lines = ["// Made by tests/data/lunar_table.py, which says from what; the test `lunar_table` makes it again.",
             "// One integer for each lunar year %d … %d: bits 0-12 which of its months, in their order, have" %
             (FIRST_YEAR, LAST_YEAR),
             "// 30 days; bits 13-16 the month whose second is leap (0 = none); bits 17-22 the days from 1 January",
             "// to Tết."]
    packed = rows(VIETNAM)
    for i in range(0, len(packed), 8):
        lines.append(" ".join("0x%06x," % row for row in packed[i:i + 8]))
    return "\n".join(lines) + "\n"


def clock(jd, hours):
    moment = datetime.datetime(2000, 1, 1) + datetime.timedelta(days=jd + hours / 24 - 2451544.5)
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def late(jd):
    """Between 23:00 and 24:00 in Vietnam: already the next day in China."""
    return civil_day(jd, VIETNAM) != civil_day(jd, CHINA)


def cause(month, other):
    """Why a month of Vietnam is not `other`, the month of China that begins on the same day or the next."""
    if month[0] != other[0]:
        return "new moon " + clock(next(jd for jd in NEW_MOONS if civil_day(jd, VIETNAM) == month[0]), VIETNAM)
    # Only its number is another: a term belongs, in China, to the month that begins that day.
    starts = {civil_day(jd, CHINA) for jd in NEW_MOONS}
    moved = [(jd, degrees) for jd, degrees in TERMS
             if late(jd) and civil_day(jd, CHINA) in starts and abs(civil_day(jd, CHINA) - month[0]) < 200]
    assert moved, month
    return "; ".join("term %d %s" % (degrees, clock(jd, VIETNAM)) for jd, degrees in moved)


def china_text():
    china = months(CHINA)
    lines = ["first_day,month,china_first_day,china_month,cause"]
    for month in months(VIETNAM):
        other = min(china, key=lambda m: abs(m[0] - month[0]))
        if FIRST_YEAR <= month[1] <= LAST_YEAR and other != month:
            lines.append(",".join([datetime.date.fromordinal(m[0]).isoformat() + ",%d%s" % (m[2], "+" if m[3] else "")
                                   for m in (month, other)] + [cause(month, other)]))
    return "\n".join(lines) + "\n"


def close_text(seconds):
    lines = []
    kinds = [(jd, "new moon") for jd in NEW_MOONS] + [(jd, "term %d" % degrees) for jd, degrees in TERMS]
    for jd, kind in sorted(kinds):
        past = (jd + 0.5 + VIETNAM / 24) % 1 * 86400
        if min(past, 86400 - past) <= seconds:
            lines.append("%s %s" % (clock(jd, VIETNAM), kind))
    return "\n".join(lines) + "\n"


def main(arguments):
    if arguments[:1] == ["--check"]:
        for path, made in zip(arguments[1:], (include_text(), china_text()), strict=True):
            with open(path, encoding="utf-8") as file:
                if file.read() != made:
                    sys.exit(path + ": not what lunar_table.py makes")
    elif arguments[:1] == ["--china"]:
        sys.stdout.write(china_text())
    elif arguments[:1] == ["--close"]:
        sys.stdout.write(close_text(float(arguments[1])))
    else:
        sys.stdout.write(include_text())


if __name__ == "__main__":
    main(sys.argv[1:])
