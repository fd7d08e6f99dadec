-- To import declarations is a right of its own; a program's token that might import every list keeps it.
UPDATE login SET rights = rights || ',declare-tax' WHERE ',' || rights || ',' LIKE '%,keep-tax,%';
