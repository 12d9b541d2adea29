"""A date is not written as year-month-day, or is not in the calendar.

21/11 and 11/21 are the same day in different countries; `2026-11-21` is the same day everywhere.

## Bad
```yaml
review:
  last: 10.1.2026
  every: 4 months
```

## Good
```yaml
review:
  last: 2026-01-10
  every: 4 months
```
"""
