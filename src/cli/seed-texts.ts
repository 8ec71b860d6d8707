/** Words of a language that tickets are written in. `{…}` stands for what each ticket has of its own. */
export interface Language {
  code: string;
  /** How many tickets of a hundred. */
  share: number;
  subjects: string[];
  greetings: string[];
  sentences: string[];
  answers: string[];
  closings: string[];
}

export const LANGUAGES: Language[] = [
  {
    code: 'en',
    share: 46,
    subjects: [
      'Cannot log in to {domain}',
      'Invoice {invoice} is wrong',
      'Error {error} on {host}',
      '{domain} is down',
      'Please renew {domain}',
      'Order {order}: where is it?',
      'Question about {product}',
      'E-mail to {domain} bounces',
      'SSL certificate of {domain} expires on {date}',
      'Move {domain} to your servers',
      'Refund for order {order}',
      'Backup of {date} missing',
      'Upgrade {product} please',
      '{host} very slow since {date}',
      'Payment of {amount} not booked',
      'Password reset for {person}',
      'FTP upload fails with {error}',
      'DNS zone of {domain}',
      'Cancel {product}',
      'Abuse report from {ip}',
    ],
    greetings: ['Hello,', 'Hi there,', 'Dear support team,', 'Good morning,'],
    sentences: [
      'since {date} nobody here can reach {domain}.',
      'the control panel shows {error} whenever I open the page of {product}.',
      'invoice {invoice} names {amount}, but our order {order} was for less.',
      'our mail server answers {error} and every message to {domain} comes back.',
      'could you please look at {host} before tomorrow, our customers are waiting?',
      'I have restarted the {word} service twice and it did not help.',
      '{person} from our office tried it from {ip} with the same result.',
      'the backup of {date} is empty and the one before is too.',
      'we paid {amount} by bank transfer and never got a receipt.',
      'the certificate of {domain} ends soon and the renewal did not run.',
      'please tell me what {product} costs when it is paid by the year.',
      'a colleague changed the nameservers of {domain} to {host}.',
      'the module {word} reports that {word} is not available.',
      'I attached a screenshot of what we see.',
      'it worked well until the update, and version {word} did not have this problem.',
      'our developer thinks that the limit of {word} is too low.',
    ],
    answers: [
      'thank you for writing to us.',
      'we have looked at {host} and found {error} in its log.',
      'the record of {domain} is right again, it may take some hours until it is seen everywhere.',
      'invoice {invoice} has been corrected, you will get {amount} back.',
      'could you send us the exact text that you see, and the time?',
      'our colleague {person} is working on it.',
      'please clear the cache of {word} and try again.',
      'order {order} is on its way.',
    ],
    closings: ['Regards,', 'Thank you,', 'Best wishes,', 'Cheers,'],
  },
  {
    code: 'de',
    share: 18,
    subjects: [
      'Anmeldung bei {domain} nicht möglich',
      'Rechnung {invoice} ist falsch',
      'Fehler {error} auf {host}',
      '{domain} ist nicht erreichbar',
      'Frage zu {product}',
      'Bestellung {order} noch nicht angekommen',
      'Zertifikat für {domain} läuft am {date} ab',
      'Umzug von {domain}',
      'Kündigung {product}',
      'Passwort für {person} vergessen',
    ],
    greetings: ['Guten Tag,', 'Sehr geehrte Damen und Herren,', 'Hallo zusammen,'],
    sentences: [
      'seit dem {date} erreichen wir {domain} nicht mehr.',
      'auf der Seite von {product} erscheint die Meldung {error}.',
      'die Rechnung {invoice} lautet über {amount}, vereinbart war weniger.',
      'unsere E-Mails an {domain} kommen mit {error} zurück.',
      'könnten Sie sich bitte {host} ansehen?',
      'der Dienst {word} wurde bereits zweimal neu gestartet.',
      'Kollegin {person} hat es von {ip} aus probiert, mit dem gleichen Ergebnis.',
      'wir haben {amount} überwiesen und keine Bestätigung erhalten.',
      'bitte teilen Sie uns mit, was {product} im Jahr kostet.',
      'das Modul {word} meldet, dass {word} nicht verfügbar ist.',
    ],
    answers: [
      'vielen Dank für Ihre Nachricht.',
      'auf {host} haben wir den Eintrag {error} gefunden.',
      'die Rechnung {invoice} wurde berichtigt, Sie erhalten {amount} zurück.',
      'bitte senden Sie uns den genauen Wortlaut der Meldung.',
      'bitte leeren Sie den Speicher von {word} und versuchen Sie es erneut.',
    ],
    closings: ['Mit freundlichen Grüßen', 'Viele Grüße', 'Danke im Voraus'],
  },
  {
    code: 'fr',
    share: 12,
    subjects: [
      'Impossible de se connecter à {domain}',
      'Facture {invoice} incorrecte',
      'Erreur {error} sur {host}',
      '{domain} ne répond plus',
      'Question sur {product}',
      'Commande {order} non reçue',
      'Renouvellement de {domain}',
      'Transfert de {domain}',
    ],
    greetings: ['Bonjour,', 'Madame, Monsieur,', 'Bonsoir,'],
    sentences: [
      'depuis le {date} notre site {domain} ne répond plus.',
      "le panneau affiche l'erreur {error} pour {product}.",
      'la facture {invoice} indique {amount}, ce qui ne correspond pas à la commande {order}.',
      'nos messages vers {domain} reviennent avec {error}.',
      'pourriez-vous vérifier {host} dès que possible ?',
      "j'ai redémarré le service {word} sans résultat.",
      '{person} a essayé depuis {ip}, sans succès.',
      'nous avons payé {amount} par virement.',
      'le module {word} signale que {word} est indisponible.',
    ],
    answers: [
      'merci de nous avoir écrit.',
      "nous avons trouvé l'erreur {error} dans le journal de {host}.",
      'la facture {invoice} est corrigée, {amount} vous seront remboursés.',
      'veuillez vider le cache de {word} et réessayer.',
    ],
    closings: ['Cordialement,', 'Merci,', 'Bien à vous,'],
  },
  {
    code: 'es',
    share: 10,
    subjects: [
      'No puedo entrar en {domain}',
      'La factura {invoice} está mal',
      'Error {error} en {host}',
      '{domain} no funciona',
      'Consulta sobre {product}',
      'Pedido {order} sin entregar',
      'Renovar {domain}',
      'Contraseña de {person}',
    ],
    greetings: ['Hola,', 'Buenos días,', 'Estimados señores:'],
    sentences: [
      'desde el {date} no podemos abrir {domain}.',
      'el panel muestra {error} al abrir {product}.',
      'la factura {invoice} es de {amount} y el pedido {order} era menor.',
      'los correos a {domain} vuelven con {error}.',
      '¿pueden revisar {host}, por favor?',
      'he reiniciado el servicio {word} y sigue igual.',
      '{person} lo probó desde {ip} con el mismo resultado.',
      'el módulo {word} dice que {word} no está disponible.',
    ],
    answers: [
      'gracias por escribirnos.',
      'en {host} hemos encontrado {error}.',
      'la factura {invoice} está corregida y le devolveremos {amount}.',
      'borre la caché de {word} y pruebe otra vez.',
    ],
    closings: ['Saludos,', 'Gracias,', 'Un cordial saludo,'],
  },
  {
    code: 'it',
    share: 7,
    subjects: [
      'Non riesco ad accedere a {domain}',
      'Fattura {invoice} errata',
      'Errore {error} su {host}',
      '{domain} non raggiungibile',
      'Informazioni su {product}',
      'Ordine {order} non arrivato',
      'Rinnovo di {domain}',
    ],
    greetings: ['Buongiorno,', 'Salve,', 'Gentile assistenza,'],
    sentences: [
      'dal {date} il sito {domain} non è raggiungibile.',
      'il pannello mostra {error} quando apro {product}.',
      "la fattura {invoice} riporta {amount}, ma l'ordine {order} era inferiore.",
      'le e-mail verso {domain} tornano indietro con {error}.',
      'potete controllare {host} per favore?',
      'il servizio {word} è stato riavviato due volte.',
      'il modulo {word} segnala che {word} non è disponibile.',
    ],
    answers: [
      'grazie per averci scritto.',
      'su {host} abbiamo trovato {error}.',
      'la fattura {invoice} è stata corretta, {amount} saranno rimborsati.',
    ],
    closings: ['Cordiali saluti', 'Grazie', 'Saluti'],
  },
  {
    code: 'ru',
    share: 7,
    subjects: [
      'Не могу войти на {domain}',
      'Счёт {invoice} неверный',
      'Ошибка {error} на {host}',
      '{domain} недоступен',
      'Вопрос по {product}',
      'Заказ {order} не получен',
      'Продление {domain}',
    ],
    greetings: ['Здравствуйте!', 'Добрый день,', 'Доброе утро,'],
    sentences: [
      'с {date} сайт {domain} не открывается.',
      'панель показывает {error} на странице {product}.',
      'в счёте {invoice} указано {amount}, а заказ {order} стоил меньше.',
      'письма на {domain} возвращаются с {error}.',
      'проверьте, пожалуйста, {host}.',
      'служба {word} уже дважды перезапущена.',
      'модуль {word} сообщает, что {word} недоступен.',
    ],
    answers: [
      'спасибо за обращение.',
      'на {host} найдена ошибка {error}.',
      'счёт {invoice} исправлен, мы вернём {amount}.',
      'очистите кэш {word} и попробуйте снова.',
    ],
    closings: ['С уважением,', 'Спасибо,', 'Всего доброго,'],
  },
];

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Of these are words of technology that nobody has heard of: `kelotrin`. */
const SYLLABLES = words('ka ze lo mi ru ta ven dor sil po xan tri mel gor ba fen ly quo ste na');
const LAST_SYLLABLES = words('trin dex lix mon ter vic sys bus nix ram');

const FIRST_NAMES = words(`Ann Ben Carla David Elena Felix Greta Hugo Ines Jonas Karin Luca Maria Nils Olga Paul Quentin
  Rosa Stefan Tina Uwe Vera Walter Xenia Yusuf Zoe Amir Beatriz Chen Dmitri Emma Farid Giulia Hana Ivan Julia Kofi Lena
  Mateo Nadia Omar Petra Rahul Sofia Tomas Ursula Viktor Wanda Yara Zoltan`);
const LAST_NAMES = words(`Abbott Bauer Costa Dubois Eriksson Fischer Garcia Hansen Ivanov Jansen Kowalski Lopez Moreau
  Novak Okafor Petrov Quinn Rossi Schmidt Tanaka Ullmann Vargas Weber Xu Yilmaz Zimmermann Almeida Bianchi Cohen Diaz
  Ekholm Ferrari Gruber Horvat Ibrahim Jensen Keller Lindgren Martin Nguyen Olsen Popescu Richter Silva Taylor Urbano
  Vogel Wagner Yamada Zhang Andersson Becker Conti Dumont Esposito Fontaine Gallo Hoffmann Iversen Johansson`);
const DOMAIN_WORDS = words(`alpine amber apple atlas baker beacon birch blue bridge bright cedar city clear cloud coast
  copper coral crown delta eagle east elm ember falcon fern field forest fox garden glass golden granite green harbor
  hazel hill iron island ivory jade lake lemon light lime linden maple marble meadow mint moon moss north oak ocean olive
  orchid park pearl pine plum quartz rapid raven red ridge river rose ruby sage sand silver sky snow solar spring star
  stone summit sun swift terra tiger timber tulip valley velvet violet west willow wind wolf`);
const ENDINGS_OF_DOMAINS = words('example.com example.net example.org test example');
const PRODUCTS = [
  'Starter Hosting',
  'Business Hosting',
  'Cloud Server S',
  'Cloud Server M',
  'Cloud Server XL',
  'Mail Plus',
  'Site Backup',
  'Wildcard Certificate',
  'Domain Privacy',
  'Managed Database',
  'Reseller Plan 50',
  'Dedicated Server D4',
];

/** All that the tickets of a made-up desk are put together from beside sentences. */
export const TEXTS = {
  syllables: SYLLABLES,
  lastSyllables: LAST_SYLLABLES,
  firstNames: FIRST_NAMES,
  lastNames: LAST_NAMES,
  domainWords: DOMAIN_WORDS,
  domainEndings: ENDINGS_OF_DOMAINS,
  products: PRODUCTS,
  hosts: words('web mail db cp node vps'),
  files: words('screenshot.png error.txt invoice.pdf log.txt photo.jpg'),
  forms: words('Ltd GmbH SARL S.L. Srl Inc.'),
  cities: [
    { city: 'Berlin', country: 'DE' },
    { city: 'Wien', country: 'AT' },
    { city: 'London', country: 'GB' },
    { city: 'Dublin', country: 'IE' },
    { city: 'Paris', country: 'FR' },
    { city: 'Lyon', country: 'FR' },
    { city: 'Madrid', country: 'ES' },
    { city: 'Rome', country: 'IT' },
  ],
};
