variable "bucket" {
  description = "Name of the bucket to make."
  type        = string
}

variable "source_prefix" {
  description = "Where dumps lie in it; read only."
  type        = string
  default     = "source"
}

variable "home_prefix" {
  description = "Where Daybook's home lies in it: DAYBOOK_HOME is s3://<bucket>/<home_prefix>."
  type        = string
  default     = "home"
}

variable "logs_prefix" {
  description = "Where Airflow puts the logs of tasks."
  type        = string
  default     = "logs"
}

variable "kept_days" {
  description = "Days that a replaced or removed object can be had back."
  type        = number
  default     = 30
}

variable "log_days" {
  description = "Days that logs of tasks are kept."
  type        = number
  default     = 90
}

variable "oidc_provider_arn" {
  description = "ARN of the Kubernetes cluster's OIDC provider."
  type        = string
}

variable "service_accounts" {
  description = "Service accounts, as namespace:name, that may write and that may only read."
  type        = map(list(string))
  default = {
    writer = ["daybook:daybook"]
    reader = ["daybook:daybook-reader"]
  }
  validation {
    condition     = alltrue([for role in keys(var.service_accounts) : contains(["writer", "reader"], role)])
    error_message = "There are two roles: writer and reader."
  }
}

variable "tags" {
  description = "Tags of bucket and roles."
  type        = map(string)
  default     = {}
}
