"""From numbers to pictures: colours, scales, pages and formulas, without a window."""
