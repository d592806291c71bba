/**
 * Values of the User object's restricted picklists.
 * https://help.salesforce.com/s/articleView?id=sf.admin_supported_timezone.htm
 */
const zones: Readonly<Record<string, string>> = {
    '': 'GMT',
    Africa: 'Algiers Cairo Casablanca Johannesburg Lagos Nairobi Tunis',
    America:
        'Adak Anchorage Asuncion Bogota Caracas Chicago Denver El_Salvador Fortaleza Guatemala Guayaquil Halifax ' +
        'Havana Jamaica La_Paz Lima Los_Angeles Mazatlan Mexico_City Montevideo Montreal New_York Nuuk Panama Phoenix ' +
        'Puerto_Rico Regina Santiago Santo_Domingo Sao_Paulo Scoresbysund St_Johns Tijuana Toronto Vancouver Winnipeg ' +
        'Argentina/Buenos_Aires Indiana/Indianapolis',
    Asia:
        'Almaty Amman Baghdad Baku Bangkok Beirut Colombo Damascus Dhaka Dubai Ho_Chi_Minh Hong_Kong Irkutsk Jakarta ' +
        'Jerusalem Kabul Kamchatka Karachi Kathmandu Kolkata Krasnoyarsk Kuala_Lumpur Kuwait Magadan Manila Novosibirsk ' +
        'Rangoon Riyadh Seoul Shanghai Singapore Taipei Tashkent Tbilisi Tehran Tokyo Ulaanbaatar Vladivostok Yakutsk ' +
        'Yekaterinburg Yerevan',
    Atlantic: 'Azores Bermuda Canary Cape_Verde Reykjavik South_Georgia',
    Australia: 'Adelaide Brisbane Darwin Eucla Hobart Lord_Howe Melbourne Perth Sydney',
    Europe:
        'Amsterdam Athens Belgrade Berlin Brussels Bucharest Budapest Chisinau Copenhagen Dublin Helsinki Istanbul Kiev ' +
        'Lisbon Ljubljana London Luxembourg Madrid Minsk Moscow Oslo Paris Prague Riga Rome Samara Sofia Stockholm ' +
        'Tallinn Vienna Vilnius Volgograd Warsaw Zagreb Zurich',
    Pacific:
        'Apia Auckland Chatham Easter Enderbury Fiji Galapagos Gambier Guadalcanal Guam Honolulu Kiritimati Marquesas ' +
        'Niue Norfolk Noumea Pago_Pago Pitcairn Tahiti Tongatapu'
};

export const timeZones = Object.entries(zones).flatMap(([area, names]) =>
    names.split(' ').map((name) => (area === '' ? name : `${area}/${name}`))
);

/** Fully supported and end-user languages of a new org. */
export const languages = (
    'en_US de es fr it ja sv ko zh_TW zh_CN pt_BR nl_NL da th fi ru es_MX no ' +
    'ar bg hr cs en_GB el iw hu in pl pt_PT ro sk sl tr uk vi'
).split(' ');

export const locales = (
    'sq_AL ar_DZ ar_BH ar_EG ar_IQ ar_JO ar_KW ar_LB ar_LY ar_MA ar_OM ar_QA ar_SA ar_SD ar_SY ar_TN ar_AE ar_YE hy_AM ' +
    'az_AZ bn_BD bn_IN eu_ES be_BY bs_BA bg_BG my_MM ca_ES zh_CN zh_HK zh_MO zh_MY zh_SG zh_TW hr_HR cs_CZ da_DK nl_AW ' +
    'nl_BE nl_NL nl_SR dz_BT en_AU en_BS en_BB en_BZ en_BM en_BW en_CM en_CA en_KY en_FK en_FJ en_GM en_GH en_GI en_GY ' +
    'en_HK en_IN en_ID en_IE en_IL en_JM en_KE en_LR en_MG en_MW en_MY en_MT en_MU en_NA en_NZ en_NG en_PK en_PG en_PH ' +
    'en_RW en_WS en_SC en_SL en_SG en_SX en_SB en_ZA en_SH en_SZ en_TZ en_TO en_TT en_UG en_AE en_GB en_US en_VU et_EE ' +
    'fi_FI fr_BE fr_CA fr_KM fr_FR fr_GN fr_HT fr_LU fr_MR fr_MC fr_MA fr_CH fr_WF ka_GE de_AT de_BE de_DE de_LI de_LU ' +
    'de_CH el_CY el_GR gu_IN ht_HT ht_US haw_US iw_IL hi_IN hmn_US hu_HU is_IS in_ID ga_IE it_IT it_CH ja_JP kl_GL ' +
    'kn_IN kk_KZ km_KH ko_KP ko_KR ky_KG lo_LA lv_LV lt_LT lu_CD lb_LU mk_MK ms_BN ms_MY ml_IN mt_MT mr_IN mn_MN ne_NP ' +
    'no_NO ps_AF fa_IR pl_PL pt_AO pt_BR pt_CV pt_MZ pt_PT pt_ST ro_MD ro_RO rm_CH rn_BI ru_AM ru_BY ru_KZ ru_KG ru_LT ' +
    'ru_MD ru_PL ru_RU ru_UA sm_AS sm_US sr_BA sr_CS sr_ME sr_RS sk_SK sl_SI so_DJ so_SO es_AR es_BO es_CL es_CO es_CR ' +
    'es_CU es_DO es_EC es_SV es_GT es_HN es_MX es_NI es_PA es_PY es_PE es_PR es_ES es_US es_UY es_VE sw_KE sv_SE tl_PH ' +
    'tg_TJ ta_IN ta_LK mi_NZ te_IN th_TH ti_ET tr_TR uk_UA ur_PK uz_LATN_UZ vi_VN cy_GB xh_ZA ji_US yo_BJ zu_ZA'
).split(' ');

export const emailEncodings =
    'UTF-8 ISO-8859-1 Shift_JIS ISO-2022-JP EUC-JP ks_c_5601-1987 Big5 GB2312 Big5-HKSCS x-SJIS_0213'.split(' ');
