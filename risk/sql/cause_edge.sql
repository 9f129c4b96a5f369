-- One row per matter and cause: the earliest matter of the same cause.
SELECT matter_index, first_index FROM cause_matter
