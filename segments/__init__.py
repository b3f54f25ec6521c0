"""Who the customers are, counted: tables, features, segmentation, statistics, validation."""
