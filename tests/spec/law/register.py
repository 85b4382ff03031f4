"""The register of deadlines drawn row by row, with the facts that switch each number.

A cell says number, unit and kind, or what stands in place of a number: "ngay", "thời điểm", "điều kiện" (no
number of days), "–" (not found or not regulated).
"""

REGISTER = """
| Mã | Mốc | Dữ kiện | R08 | R25 |
|---|---|---|---|---|
| DL-01 | | | 30 cd limit | điều kiện |
| DL-01 | | immediate_effect | 15 cd limit | điều kiện |
| DL-01 | | interim_measure | ngay | điều kiện |
| DL-01 | | procedural_law_silent | 30 cd limit | 15 cd limit |
| DL-02 | | | – | thời điểm |
| DL-03 | | | 5 y limitation | 5 y limitation |
| DL-03 | | request_returned | 5 y limitation | điều kiện |
| DL-04 | | | – | 1 wd limit |
| DL-05 | | | 5 wd limit | 5 wd limit |
| DL-06 | | | 5 wd limit | 5 wd limit |
| DL-06 | | interim_measure | ngay | ngay |
| DL-06 | | bankruptcy | 3 wd limit | 3 wd limit |
| DL-07 | | | 5 wd limit | 5 wd limit |
| DL-08 | | | – | điều kiện |
| DL-09 | | | – | 1 y not_before |
| DL-10 | | | 2 wd limit | 2 wd limit |
| DL-11 | | | 5 wd limit | 3 wd limit |
| DL-12 | | | 3 wd limit | 3 wd limit |
| DL-13 | | | 3 wd limit | 3 wd limit |
| DL-14 | | | – | thời điểm |
| DL-15 | | | 10 cd length | 7 cd length |
| DL-16 | | | điều kiện | điều kiện |
| DL-17 | | | – | 3 m limit |
| DL-17 | portal | | – | 6 m limit |
| DL-18 | | | 10 cd limit | 10 cd limit |
| DL-18 | | interim_measure | 10 cd limit | điều kiện |
| DL-19 | | | 10 cd limit | 9 cd limit |
| DL-19 | | interim_measure | 10 cd limit | ngay |
| DL-20 | | | 5 wd limit | 5 wd limit |
| DL-21 | | | 6 m recurrence | 6 m recurrence |
| DL-21 | | prison_over_2_years | 1 y recurrence | 1 y recurrence |
| DL-21 | | address_unknown | 1 y recurrence | 1 y recurrence |
| DL-22 | | | 10 cd limit | 10 cd limit |
| DL-23 | | | 3 wd limit | 3 wd limit |
| DL-23 | | account_information | ngay | ngay |
| DL-23 | | interim_measure | 3 wd limit | ngay |
| DL-24 | | | 15 cd limit | 15 cd limit |
| DL-24 | | real_estate_or_registered | 30 cd limit | 30 cd limit |
| DL-24 | | real_estate_or_registered complex | 45 cd limit | 45 cd limit |
| DL-24 | | account_information | 15 cd limit | ngay |
| DL-24 | | interim_measure | 15 cd limit | ngay |
| DL-25 | | | 5 wd limit | 5 wd limit |
| DL-26 | | | 5 wd limit | 5 wd limit |
| DL-27 | | | 3 wd limit | 3 wd limit |
| DL-28 | | | 2 wd limit | 3 wd limit |
| DL-29 | | | 2 wd limit | 2 wd limit |
| DL-30 | | | điều kiện | điều kiện |
| DL-31 | | | 1 y not_before | 2 y not_before |
| DL-31 | | prison_over_2_years | 2 y not_before | 2 y not_before |
| DL-31 | | address_unknown | 2 y not_before | 2 y not_before |
| DL-32 | | | 30 cd limit | 30 cd limit |
| DL-32 | creditor | | 15 cd limit | – |
| DL-33 | | | 30 cd limit | 30 cd limit |
| DL-34 | | | 15 cd limit | 15 cd limit |
| DL-35 | | | – | 10 cd limit |
| DL-35 | heirs_notice | | – | 30 cd limit |
| DL-36 | | | 5 wd limit | 5 wd limit |
| DL-36 | | protest_demand | 5 wd limit | ngay |
| DL-36 | | protest_demand_late | 5 wd limit | điều kiện |
| DL-37 | | | 3 m length | 3 m length |
| DL-38 | | | 5 wd limit | 5 wd limit |
| DL-39 | | | 5 wd limit | 5 wd limit |
| DL-40 | | | 5 wd limit | 5 wd limit |
| DL-41 | | | 5 wd limit | 5 wd limit |
| DL-41 | | interim_measure | 24 h limit | 24 h limit |
| DL-41 | receiving_decision | | – | 5 wd limit |
| DL-42 | | | – | 3 wd limit |
| DL-43 | | | – | 5 wd limit |
| DL-44 | | | 24 h limit | 24 h limit |
| DL-45 | | | 10 cd limit | 10 cd limit |
| DL-46 | | | – | 3 wd limit |
| DL-47 | | | ngay | ngay |
| DL-48 | | | ngay | ngay |
| DL-49 | | | – | 3 wd limit |
| DL-50 | | | 3 wd before_event | 3 wd before_event |
| DL-51 | | | – | 5 wd before_event |
| DL-52 | | | – | 3 wd limit |
| DL-52 | province_answer | | – | 5 wd limit |
| DL-53 | | | – | 3 wd limit |
| DL-54 | | | 3 wd limit | 3 wd limit |
| DL-54 | plan_to_agency | | – | 5 wd before_event |
| DL-55 | | | – | 1 wd before_event |
| DL-56 | | | 3 wd before_event | 2 wd before_event |
| DL-57 | | | điều kiện | điều kiện |
| DL-58 | | | 15 cd limit | 15 cd limit |
| DL-59 | | | 5 wd limit | 5 wd limit |
| DL-60 | | | – | 3 wd limit |
| DL-61 | | | 5 wd limit | 5 wd limit |
| DL-62 | | | – | 5 wd limit |
| DL-63 | | first_sale real_estate | 3 m limit | 15 cd limit |
| DL-63 | | first_sale | 1 m limit | 5 wd limit |
| DL-63 | | | 15 cd limit | 5 wd limit |
| DL-63 | notice | | – | 5 wd limit |
| DL-63 | pay | | – | 5 wd limit |
| DL-63 | later_sale | | – | 3 wd before_event |
| DL-64 | | | 10 cd limit | 5 wd limit |
| DL-65 | | | 30 cd limit | 30 cd limit |
| DL-65 | | real_estate | 45 cd limit | 45 cd limit |
| DL-66 | | | 5 wd limit | 5 wd limit |
| DL-67 | | | – | 10 cd limit |
| DL-68 | | | 5 wd limit | 2 wd limit |
| DL-69 | | | điều kiện | 5 wd limit |
| DL-70 | | | điều kiện | điều kiện |
| DL-71 | | | 10 cd limit | 3 wd limit |
| DL-72 | | | 30 cd limit | 5 wd limit |
| DL-73 | | | – | 5 wd limit |
| DL-74 | | | 1 wd before_event | 1 wd before_event |
| DL-75 | | | 30 cd limit | 30 cd limit |
| DL-75 | | extension_agreed | 30 cd limit | 60 cd limit |
| DL-76 | | | – | 10 cd limit |
| DL-77 | | | 60 cd limit | 60 cd limit |
| DL-77 | | agreement | 5 wd limit | 5 wd limit |
| DL-77 | | direct_sale | 60 cd limit | 3 wd limit |
| DL-78 | | | – | 10 cd limit |
| DL-79 | | | – | 15 cd limit |
| DL-80 | | | 10 cd limit | 10 cd limit |
| DL-80 | | many_creditors | 10 cd limit | 45 cd limit |
| DL-81 | | | ngay | – |
| DL-82 | | | – | 2 wd limit |
| DL-83 | | | – | 5 wd limit |
| DL-84 | | | – | 7 cd limit |
| DL-85 | | | – | 3 wd limit |
| DL-86 | | | 15 cd not_before | 15 cd not_before |
| DL-87 | | | 3 m not_before | 30 cd not_before |
| DL-87 | | perishable | 3 m not_before | 5 wd not_before |
| DL-88 | | | 5 y not_before | 5 y not_before |
| DL-88 | | collected_later | 5 y not_before | 1 y not_before |
| DL-89 | | | 1 y not_before | 3 m not_before |
| DL-90 | | | – | 5 y not_before |
| DL-91 | | | 5 wd limit | 3 wd limit |
| DL-92 | | | – | 1 m recurrence |
| DL-93 | | | 15 cd limit | 30 cd limit |
| DL-93 | | complex | 30 cd limit | 45 cd limit |
| DL-94 | | | điều kiện | điều kiện |
| DL-95 | | | 3 m not_before | điều kiện |
| DL-96 | | | 5 wd limit | 5 wd limit |
| DL-96 | | take_worker_back | 10 cd limit | 5 wd limit |
| DL-97 | | | 24 h limit | 24 h limit |
| DL-98 | | | – | 10 cd limit |
| DL-99 | | | – | 5 wd limit |
| DL-99 | notice | | – | 5 wd limit |
| DL-99 | pay | | – | 30 cd limit |
| HC-01 | | | ngay | ngay |
| HC-02 | | | 30 cd limit | 30 cd limit |
| HC-03 | | | điều kiện | điều kiện |
| HC-04 | | | điều kiện | điều kiện |
| HC-05 | | | 5 wd limit | 5 wd limit |
| HC-05 | | interim_measure | ngay | ngay |
| HC-06 | | | 3 wd limit | 3 wd limit |
| HC-07 | | | 1 y limitation | 1 y limitation |
| HC-08 | | | 5 wd limit | 5 wd limit |
| HC-09 | | | 3 wd limit | 3 wd limit |
| HC-10 | | | 3 wd limit | 3 wd limit |
| HC-11 | | | điều kiện | điều kiện |
| HC-12 | | | điều kiện | điều kiện |
| HC-13 | | | 5 wd limit | 5 wd limit |
| HC-14 | | | 5 wd limit | 5 wd limit |
| HC-15 | | | 5 wd limit | 5 wd limit |
| HC-16 | | | 2 wd limit | 2 wd limit |
| HC-17 | | | 15 cd limit | 15 cd limit |
| HC-18 | | | 6 m recurrence | 6 m recurrence |
| HC-19 | | | 5 wd limit | 5 wd limit |
| HC-20 | | | 30 cd recurrence | 30 cd recurrence |
| KN-01 | | | 15 cd limitation | 15 cd limitation |
| KN-01 | | security | 10 cd limitation | 10 cd limitation |
| KN-01 | | security account_freeze | 3 wd limitation | 10 cd limitation |
| KN-01 | | coercion | 30 cd limitation | 30 cd limitation |
| KN-01 | | coercion second_complaint | 15 cd limitation | 15 cd limitation |
| KN-02 | | | 5 wd limit | 5 wd limit |
| KN-02 | | second_complaint | 5 wd limit | 10 cd limit |
| KN-03 | | | 15 cd limit | 15 cd limit |
| KN-03 | | second_complaint | 30 cd limit | 30 cd limit |
| KN-03 | | security | 5 wd limit | 5 wd limit |
| KN-03 | | coercion | 30 cd limit | 30 cd limit |
| KN-03 | | coercion second_complaint | 45 cd limit | 45 cd limit |
| KN-03 | | coercion complex | 60 cd limit | 60 cd limit |
| KN-03 | | coercion second_complaint complex | 75 cd limit | 75 cd limit |
| KN-03 | | remote_area | 45 cd limit | 45 cd limit |
| KN-03 | | remote_area second_complaint | 60 cd limit | 60 cd limit |
| KN-03 | | coercion remote_area | 60 cd limit | 60 cd limit |
| KN-03 | | coercion second_complaint remote_area | 75 cd limit | 75 cd limit |
| KN-03 | | coercion complex remote_area | 90 cd limit | 90 cd limit |
| KN-03 | | coercion second_complaint complex remote_area | 105 cd limit | 105 cd limit |
| KN-03 | | security remote_area | điều kiện | điều kiện |
| KN-03 | | coercion after_coercion | 15 cd limit | 30 cd limit |
| KN-03 | | coercion after_coercion remote_area | 45 cd limit | 60 cd limit |
| KN-03 | | coercion after_coercion second_complaint | 30 cd limit | 45 cd limit |
| KN-03 | | coercion after_coercion second_complaint remote_area | 60 cd limit | 75 cd limit |
| KN-03 | | after_coercion | 15 cd limit | điều kiện |
| KN-04 | | | 30 cd limit | 30 cd limit |
| KN-05 | | | 3 wd limit | – |
| KN-05 | | second_complaint | 7 wd limit | – |
| KN-06 | | | 15 cd limit | – |
| TC-01 | | | 7 wd limit | 7 wd limit |
| TC-01 | | many_places | 10 wd limit | 10 wd limit |
| TC-02 | | | 5 wd limit | 5 wd limit |
| TC-03 | | | 60 cd limit | 30 cd limit |
| TC-03 | | complex | 90 cd limit | 60 cd limit |
| TC-03 | | especially_complex | 90 cd limit | 90 cd limit |
| TC-04 | | | 7 wd limit | 7 wd limit |
| KS-01 | | | 15 cd limit | 15 cd limit |
| KS-02 | | | – | 15 cd limit |
| KS-03 | | | 5 wd limit | 5 wd limit |
| KS-04 | | | – | 10 cd limit |
| KS-05 | | | 30 cd limit | 30 cd limit |
| KS-06 | | | 15 cd limitation | 15 cd limitation |
| KS-06 | | supreme_procuracy | 30 cd limitation | 30 cd limitation |
| KS-06 | | matter_ended | 15 cd limitation | 1 y limitation |
| BT-01 | | | ngay | ngay |
| BT-01 | | by_post | 2 wd limit | 2 wd limit |
| BT-02 | | | 5 wd limit | 5 wd limit |
| BT-03 | | | 2 wd limit | 2 wd limit |
| BT-04 | | | 2 wd limit | 2 wd limit |
| BT-05 | | | 5 wd limit | 5 wd limit |
| BT-06 | | | 15 cd limit | 15 cd limit |
| BT-06 | | complex | 30 cd limit | 30 cd limit |
| BT-06 | | extension_agreed | 30 cd limit | 30 cd limit |
| BT-06 | | complex extension_agreed | 45 cd limit | 45 cd limit |
| BT-07 | | | 3 wd limit | 3 wd limit |
| BT-08 | | | 2 wd limit | 2 wd limit |
| BT-09 | | | 10 cd limit | 10 cd limit |
| BT-09 | | extension_agreed | 20 cd limit | 20 cd limit |
| BT-10 | | | 15 cd length | 15 cd length |
| BT-11 | | | 3 y limitation | 3 y limitation |
| BT-12 | | | 2 wd limit | 2 wd limit |
| BT-13 | | | 20 cd limit | 20 cd limit |
| KT-01 | | | 3 m limit | 3 m limit |
| TCD-01 | | | 1 m recurrence | 1 m recurrence |
| TCD-02 | | | – | 5 wd before_event |
| TCD-03 | | | – | 1 wd before_event |
| TCD-04 | | | – | 3 wd limit |
| MG-01 | | | 2 wd limit | 2 wd limit |
| MG-02 | | | 20 cd limit | 20 cd limit |
| MG-03 | | | 5 wd limit | 5 wd limit |
| MG-04 | | | 7 cd limitation | 7 cd limitation |
| MG-04 | | upper_procuracy | 15 cd limitation | 15 cd limitation |
| MG-05 | | | 7 cd limit | 7 cd limit |
| MG-06 | | | 15 cd limit | 15 cd limit |
| EX-08 | | | 3 m recurrence | 6 m recurrence |
| EX-09 | | | – | 5 y not_before |
| EX-10 | | | 10 cd limit | 10 cd limit |
| EX-11 | | | – | 7 cd limit |
| EX-13 | | | 1 m limit | 1 m limit |
| EX-14 | | | – | 20 cd limit |
| PH-01 | | | 3 wd limit | 3 wd limit |
| PH-02 | | | – | ngay |
| PH-03 | | | – | ngay |
| PH-04 | | | – | điều kiện |
| PH-05 | | | – | điều kiện |
| PH-06 | | | – | điều kiện |
| PH-07 | | | – | 24 h limit |
| PH-08 | | | – | ngay |
| PH-09 | | | – | 24 h limit |
| PH-10 | | | – | 1 wd limit |
| PH-11 | | | – | 5 wd limit |
| PH-12 | | | – | 5 wd limit |
| PH-13 | | | – | 3 wd limit |
| PH-14 | | | – | ngay |
| PH-15 | | | – | ngay |
| PH-16 | | | – | điều kiện |
| PH-17 | | | – | 5 wd limit |
| PH-18 | | | – | điều kiện |
| PH-19 | | | – | điều kiện |
| PH-20 | | | – | điều kiện |
| PH-21 | | | – | 10 cd limit |
| PH-22 | | | – | điều kiện |
| PH-23 | | | – | 5 wd limit |
| PH-24 | | | – | 5 wd limit |
| PH-25 | | | – | 1 m limit |
| PH-26 | | | – | 5 wd limit |
| PH-27 | | | – | 15 cd limit |
| PH-28 | | | – | điều kiện |
| PH-29 | | | – | ngay |
| PH-30 | | | – | điều kiện |
| PH-31 | | | – | điều kiện |
| PH-32 | | | – | điều kiện |
| PH-33 | | | – | điều kiện |
| PH-34 | | | điều kiện | điều kiện |
| BCD-01 | | | 3 wd before_event | 3 wd before_event |
"""
