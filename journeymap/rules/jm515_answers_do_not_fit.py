"""A file of answers is not as its source says: a column is not in it, or it cannot be read.

`journeymap validate` looks at the headings of the files that are here; where the data is kept elsewhere, there is
nothing to look at. No map depends on it, so it is a warning, and other commands do not look. `journeymap measure`
counts no source to which this happens.

## Bad
```yaml
sources:
  - id: survey
    location: answers.csv
    questions:
      - {column: Quality, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```

```csv answers
Question 1
5
```

## Good
```yaml
sources:
  - id: survey
    location: answers.csv
    questions:
      - {column: Question 1, touchpoint: order, metric: csat, scale: {from: 1, to: 5}}
```

```csv answers
Question 1
5
```
"""
