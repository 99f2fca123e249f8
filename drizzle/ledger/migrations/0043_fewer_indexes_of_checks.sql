-- In which other files a purchase stands is asked of those files one by one: an index of all of them by purchase took a tenth of the time of a check.
DROP INDEX jpk_check_rows_purchase;
