"""The transition table of a matter, drawn: an x where the stage of the column may begin after the row's."""

TRANSITIONS = """
|Từ                        | 1| 2| 3| 4| 5| 6| 7| 8| 9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|
|--------------------------|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|--|
| 1 decided                |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 2 assigned               |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 3 voluntary              |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 4 verifying              |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 5 in_progress            |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 6 no_means               |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|
| 7 collateral_only        |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 8 asset_blocked          |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
| 9 nothing_left           |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|10 postponed              | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|11 suspended              | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|12 paused                 | x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|13 trustee                |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|14 asset_not_ready        |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|15 exhibit_waiting        |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|16 plan_waiting           |  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|17 unsold_after_second_cut|  |  |  | x| x| x| x| x| x| x| x| x| x| x| x| x| x|  | x| x| x| x| x|
|18 separate_register      |  |  |  | x| x| x|  |  |  |  |  |  |  |  |  |  |  |  | x| x|  |  | x|
|19 done                   |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|20 terminated             |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|21 other_ending           |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|22 delegated              |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
|23 withdrawn              |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |
"""

LEGAL = """
|Trạng thái thống kê      |Các bước                                       |Trạng thái|
|-------------------------|-----------------------------------------------|----------|
|decided                  |decide                                         |MT-1      |
|assigned                 |decide assign open_file                        |MT-2      |
|voluntary                |decide notice_valid                            |MT-3      |
|verifying                |notice_valid                                   |MT-4      |
|in_progress              |verify                                         |MT-5      |
|in_progress              |verify secure                                  |MT-6      |
|in_progress              |secure secure_lifted                           |MT-5      |
|verifying                |secure                                         |MT-6      |
|verifying                |secure secure_lifted                           |MT-4      |
|in_progress              |secure coerce                                  |MT-7      |
|plan_waiting             |coerce plan_sent                               |MT-8      |
|in_progress              |coerce plan_sent plan_approved                 |MT-7      |
|in_progress              |coerce seize                                   |MT-9      |
|in_progress              |seize value_contract                           |MT-10     |
|in_progress              |value_contract value_result                    |MT-10     |
|in_progress              |value_result auction_contract                  |MT-11     |
|in_progress              |auction_contract auction_failed                |MT-12     |
|in_progress              |auction_failed price_reduced                   |MT-12     |
|in_progress              |auction_failed price_reduced auction_contract  |MT-11     |
|unsold_after_second_cut  |price_reduced auction_failed                   |MT-12     |
|in_progress              |auction_contract auction_won                   |MT-13     |
|in_progress              |auction_won buyer_paid                         |MT-14     |
|in_progress              |buyer_paid delivered                           |MT-15     |
|in_progress              |delivered collected                            |MT-15     |
|no_means                 |verify no_means                                |MT-20     |
|separate_register        |no_means to_register                           |MT-21     |
|in_progress              |no_means conditions_found                      |MT-5      |
|postponed                |verify postpone                                |MT-30     |
|suspended                |suspend                                        |MT-31     |
|paused                   |pause                                          |MT-32     |
|in_progress              |postpone resume                                |MT-33     |
|in_progress              |postpone resume seize                          |MT-9      |
|asset_not_ready          |seize asset_not_ready                          |MT-34     |
|exhibit_waiting          |exhibit_waiting                                |MT-34     |
|trustee                  |trustee                                        |MT-34     |
|terminated               |terminate                                      |MT-40     |
|delegated                |delegate                                       |MT-41     |
|withdrawn                |withdraw                                       |MT-42     |
|done                     |collected done                                 |MT-43     |
|other_ending             |end_other                                      |MT-44     |
|done                     |done listed_to_procuracy archive               |MT-50     |
|collateral_only          |verify                                         |MT-5      |
|asset_blocked            |verify                                         |MT-5      |
|nothing_left             |verify                                         |MT-5      |
"""
