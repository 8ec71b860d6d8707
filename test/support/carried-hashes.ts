/**
 * Passwords as PHP 8.2 hashed them, in the ways of WHMCS: `password_hash($password, PASSWORD_BCRYPT)` and
 * `md5($salt . $password) . ':' . $salt`. PHP's usual cost is 10; most here have the lowest, 4, to be quick.
 */
export const CARRIED = {
  bcrypt: { password: 'Grüße an Ann', hash: '$2y$04$CUl7lk5DJcJTF2MaapLiE.KI9Xu1eGEgMVDKtjOeVcasyY/CQOMz6' },
  'bcrypt of a long password': {
    password: 'a long password '.repeat(5),
    hash: '$2y$04$YYTUFL3u1WTFv.T85sGWoez5UmSOwEvvDJtVV9OT/x4NDG3DgbCdO',
  },
  'bcrypt of cost 10': { password: 'of Ann', hash: '$2y$10$190jSg3LzNGpW3dg0xI79uBz1OXNEAbLU5EUmnBwBq/QzqP6d9NMC' },
  'salted MD5': { password: 'Grüße & "Ann"', hash: '04bfbc84fa749acef9f3653528d2eea3:a:b!K' },
  'salted MD5 in capitals': { password: 'Grüße an Ann', hash: '4D652CB3457271A394368AD082721BBC:e93h2' },
  'salted MD5 of a long password': {
    password: 'a long password '.repeat(5),
    hash: '0c65766ca3d9166a3ab66e54ce2ac6e4:e93h2',
  },
} as const;

/** The same of administrators, all for the password `of Ann`. */
export const CARRIED_OF_STAFF = {
  'bcrypt of the MD5 digest': '$2y$04$Ewd4farnsS7lh48cGIHuh.4.ZsaYSVsIc2k.ZFob3NqcLuwHo7vO2',
  'bcrypt of the password, of cost 10': '$2y$10$190jSg3LzNGpW3dg0xI79uBz1OXNEAbLU5EUmnBwBq/QzqP6d9NMC',
  'bcrypt of the password': '$2y$04$e9baV3pTl6dul5ztcZ1LfuoW8F2BgMUfn1u2n.gK4Yc7LzGUP9Gpu',
  'salted MD5': '5dbdc9ec5f7ff753b648a51964cfdd8f:R(IDy',
  MD5: '3bce5a3f99defa7d09509dfda19fb2d6',
} as const;
