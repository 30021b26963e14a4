from_tfvars    = "tfvars"
from_json      = "tfvars"
from_auto      = "tfvars"
from_auto_json = "tfvars"
not_null       = null
nullable       = null
