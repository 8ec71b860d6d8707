/** Refusals of what is set up, by their English texts. */
export const setupProblems: Readonly<Record<string, string>> = {
  // What any form may be refused for.
  'Parameter "xxx" is required': 'Das Feld „xxx“ muss ausgefüllt sein',
  'Parameter "xxx" must be a whole number': 'Im Feld „xxx“ muss eine ganze Zahl stehen',
  'Parameter "xxx" must be true or false': 'Das Feld „xxx“ kann nur ja oder nein sein',
  'Parameter "xxx" must be a list': 'Im Feld „xxx“ muss eine Liste stehen',
  'Parameter "xxx" must be one of xxx': 'Im Feld „xxx“ muss einer dieser Werte stehen: xxx',
  'Parameter "xxx" must be a date and time': 'Im Feld „xxx“ müssen ein Datum und eine Uhrzeit stehen',
  'Parameter "xxx" must have at least xxx entries': 'Das Feld „xxx“ braucht mindestens xxx Einträge',
  'Parameter "xxx" must have at most xxx entries': 'Das Feld „xxx“ kann höchstens xxx Einträge haben',
  'Parameter "xxx" is out of range': 'Die Zahl im Feld „xxx“ ist zu klein oder zu groß',
  'Parameter "xxx" may have at most xxx characters': 'Im Feld „xxx“ können höchstens xxx Zeichen stehen',
  'Parameter "xxx" contains characters that are not valid text':
    'Im Feld „xxx“ stehen Zeichen, die kein gültiger Text sind',
  'Parameter "xxx" must be an amount such as 9.95': 'Im Feld „xxx“ muss ein Betrag wie 9.95 stehen',
  'Parameter "xxx" must be a colour such as #ff8800': 'Im Feld „xxx“ muss eine Farbe wie #ff8800 stehen',
  'Parameter "xxx" must be from 0 to 100, such as 12.50': 'Im Feld „xxx“ muss ein Wert von 0 bis 100 wie 12.50 stehen',
  'Name is required, with at most 250 characters': 'Bitte geben Sie einen Namen mit höchstens 250 Zeichen an',
  'Title is required, with at most 250 characters': 'Bitte geben Sie einen Titel mit höchstens 250 Zeichen an',
  'Description is required, with at most 5000 characters':
    'Bitte geben Sie eine Beschreibung mit höchstens 5000 Zeichen an',
  'Subject is required, with at most 1000 characters': 'Bitte geben Sie einen Betreff mit höchstens 1000 Zeichen an',
  'Message is required, with at most 65535 characters':
    'Bitte schreiben Sie eine Nachricht mit höchstens 65.535 Zeichen',
  'Pattern is required, with at most 250 characters': 'Bitte geben Sie ein Muster mit höchstens 250 Zeichen an',
  'The email address entered is not valid': 'Das ist keine gültige E-Mail-Adresse',
  'The email address you entered was not valid': 'Das ist keine gültige E-Mail-Adresse',
  'Please provide a valid email address': 'Bitte geben Sie eine gültige E-Mail-Adresse an',

  // Rights.
  'You may not give rights that you do not have': 'Rechte, die Sie selbst nicht haben, können Sie nicht vergeben',
  'You may not change what has rights that you do not have':
    'Was Rechte hat, die Sie selbst nicht haben, können Sie nicht ändern',
  'You may not give access to departments that you do not work in':
    'Zugang zu Abteilungen, in denen Sie nicht arbeiten, können Sie nicht vergeben',
  'Nobody would be left who may do everything': 'Dann dürfte niemand mehr alles',
  'There is no role "xxx"': 'Die Rolle „xxx“ gibt es nicht',
  'There is no action "xxx"': 'Die Aktion „xxx“ gibt es nicht',
  'A role must list at least one action': 'Eine Rolle muss mindestens eine Aktion erlauben',
  'Actions are required: a comma list, a list, or {"addclient":1}': 'Wählen Sie mindestens eine Aktion',
  'The role "OAuth client" lists oauth/token and nothing else':
    'Die Rolle „OAuth client“ erlaubt nur oauth/token und sonst nichts',
  'There is a role of that name already': 'Eine Rolle dieses Namens gibt es schon',
  'Role ID Not Found': 'Diese Rolle gibt es nicht oder nicht mehr',
  'Roles are required': 'Wählen Sie mindestens eine Rolle',

  // Administrators and programs.
  'User name is required, with at most 250 characters':
    'Bitte geben Sie einen Benutzernamen mit höchstens 250 Zeichen an',
  'A password may have at most 250 characters': 'Ein Passwort kann höchstens 250 Zeichen haben',
  'There is an administrator of that user name already': 'Einen Administrator dieses Namens gibt es schon',
  'You cannot delete yourself': 'Sie können sich nicht selbst löschen',
  'You cannot disable yourself': 'Sie können sich nicht selbst abschalten',
  'The administrator has no second factor': 'Der Administrator hat keinen zweiten Faktor',
  'The user has no second factor': 'Der Benutzer hat keinen zweiten Faktor',
  'The second factor is on already': 'Der zweite Faktor ist schon eingeschaltet',
  'There is no second factor to confirm': 'Es gibt keinen zweiten Faktor zu bestätigen',
  'Credential ID Not Found': 'Diesen Zugang gibt es nicht oder nicht mehr',
  'A secret may have at most 250 characters': 'Ein Geheimnis kann höchstens 250 Zeichen haben',
  'An identifier has 1 to 250 letters, digits and signs': 'Eine Kennung hat 1 bis 250 Buchstaben, Ziffern und Zeichen',
  'There is a credential of that identifier already': 'Einen Zugang mit dieser Kennung gibt es schon',
  'The requested grant type "xxx" is invalid.': 'Die Art der Erteilung „xxx“ gibt es nicht.',
  'A valid grant type is required.': 'Wählen Sie eine Art der Erteilung.',
  'A name for the Client Credential is required.': 'Bitte geben Sie dem OAuth-Client einen Namen.',
  'A service ID is required for the single sign-on grant type.': 'Für Single Sign-on braucht es einen Dienst.',
  'At least one valid scope is required.': 'Wählen Sie mindestens einen Geltungsbereich.',
  'The requested scope "xxx" is invalid.': 'Den Geltungsbereich „xxx“ gibt es nicht.',
  'The address of a program must not be one of script or data':
    'Die Rücksprungadresse kann kein Skript und keine Daten sein',
  'The address of a program must not contain spaces or control characters':
    'Die Rücksprungadresse kann keine Leer- und Steuerzeichen enthalten',
  'A valid Service ID is required.': 'Diesen Dienst gibt es nicht.',
  'Service ID not associated with valid Client.': 'Dieser Dienst gehört keinem Kunden.',
  'Invalid Credential ID provided.': 'Diesen OAuth-Client gibt es nicht oder nicht mehr.',
  'A Credential ID or Client Identifier is required.': 'Es fehlt, um welchen OAuth-Client es geht.',
  'Invalid Client Identifier provided.': 'Diesen OAuth-Client gibt es nicht oder nicht mehr.',
  'Ban ID Not Found': 'Diese Sperre gibt es nicht oder nicht mehr',
  'The IP must be an address or a network such as 203.0.113.0/24':
    'Nennen Sie eine Adresse oder ein Netz wie 203.0.113.0/24',
  'The ban would be over already': 'Die Sperre wäre schon vorbei',
  'You cannot ban the address that you call from': 'Die Adresse, von der Sie kommen, können Sie nicht sperren',

  // The desk.
  'There is a priority of that name already': 'Eine Priorität dieses Namens gibt es schon',
  'There is a priority of that publicid already': 'Eine Priorität dieser Nummer gibt es schon',
  'Priority ID Not Found': 'Diese Priorität gibt es nicht oder nicht mehr',
  'The default priority cannot be deleted': 'Die vorgegebene Priorität lässt sich nicht löschen',
  'The default priority cannot be renamed': 'Die vorgegebene Priorität lässt sich nicht umbenennen',
  'The priority is in use': 'Die Priorität wird noch verwendet',
  'Color must be written as #rrggbb': 'Die Farbe muss so geschrieben sein: #rrggbb',
  'Slug must begin with a letter, have only letters, digits, - and _, and at most 100 of them':
    'Der Kurzname muss mit einem Buchstaben beginnen und hat höchstens 100 Buchstaben, Ziffern, - und _',
  'The title is reserved': 'Dieser Titel ist vergeben',
  'There is a status of that title already': 'Einen Status dieses Titels gibt es schon',
  'There is a status of that slug already': 'Einen Status dieses Kurznamens gibt es schon',
  'Status ID Not Found': 'Diesen Status gibt es nicht oder nicht mehr',
  'Open, Answered, Customer-Reply and Closed cannot be deleted':
    'Open, Answered, Customer-Reply und Closed lassen sich nicht löschen',
  'Open, Answered, Customer-Reply and Closed keep their titles, their slugs and whether they end tickets':
    'Open, Answered, Customer-Reply und Closed behalten ihre Titel, ihre Kurznamen und ob sie Tickets beenden',
  'Whether a status ends tickets can be changed only while no ticket has it':
    'Ob ein Status Tickets beendet, lässt sich nur ändern, solange kein Ticket ihn hat',
  'The status is in use': 'Der Status wird noch verwendet',
  'The last department cannot be deleted': 'Die letzte Abteilung lässt sich nicht löschen',
  'The default department cannot be deleted': 'Die vorgegebene Abteilung lässt sich nicht löschen',
  'The department has tickets': 'Die Abteilung hat noch Tickets',
  'The department has custom fields': 'Die Abteilung hat noch eigene Felder',
  'The department is the only one of an administrator': 'Die Abteilung ist die einzige eines Administrators',
  'Invalid value for plusaddresses. Must be one of on, off, default':
    'Adressen mit Plus können nur on, off oder default sein',
  'There is a ticket type of that name already': 'Eine Art dieses Namens gibt es schon',
  'The ticket type of tickets without type cannot be deleted':
    'Die Art der Tickets, die keine haben, lässt sich nicht löschen',
  'The ticket type is in use': 'Die Art wird noch verwendet',
  'Category ID Not Found': 'Diese Kategorie gibt es nicht oder nicht mehr',
  'Parent Category ID Not Found': 'Die Kategorie, zu der sie gehören soll, gibt es nicht oder nicht mehr',
  'A ticket category cannot be part of itself': 'Eine Kategorie kann nicht zu sich selbst gehören',
  'A category cannot lie in itself': 'Eine Kategorie kann nicht zu sich selbst gehören',
  'The ticket category has categories below it': 'Zu der Kategorie gehören noch andere',
  'The category is not empty': 'Die Kategorie ist nicht leer',
  'Custom Field ID Not Found': 'Dieses Feld gibt es nicht oder nicht mehr',
  'Custom Field Option ID Not Found': 'Diesen Auswahlwert gibt es nicht oder nicht mehr',
  'Only custom fields of tickets have a department': 'Nur eigene Felder von Tickets haben eine Abteilung',
  'The pattern is not a regular expression of at most 1000 characters':
    'Das Muster ist kein regulärer Ausdruck mit höchstens 1000 Zeichen',
  'Only custom fields of the types select, multi_button and hierarchy have options':
    'Nur Felder der Arten select, multi_button und hierarchy haben Auswahlwerte',
  'Options must be a list of at most 1000 names, each with at most 250 characters':
    'Auswahlwerte sind eine Liste von höchstens 1000 Namen mit je höchstens 250 Zeichen',
  'There is an option of that name already': 'Einen Auswahlwert dieses Namens gibt es schon',
  'Only options of a hierarchy have a parent': 'Nur Auswahlwerte einer Hierarchie gehören unter einen anderen',
  'Parent Option ID Not Found': 'Den Auswahlwert, unter den er gehören soll, gibt es nicht oder nicht mehr',
  'The option has options below it': 'Unter dem Auswahlwert gibt es noch andere',
  'The option is in use': 'Der Auswahlwert wird noch verwendet',
  'The type cannot be changed while the custom field has values':
    'Die Art lässt sich nicht ändern, solange das Feld Werte hat',
  'The custom field has options that the type cannot have':
    'Das Feld hat Auswahlwerte, die es bei dieser Art nicht geben kann',
  'There is such a spam filter already': 'Diesen Spamfilter gibt es schon',
  'Spam Filter ID Not Found': 'Diesen Spamfilter gibt es nicht oder nicht mehr',
  'Invalid Sender. Must be an email address or @ and a domain':
    'Ein Absender ist eine E-Mail-Adresse, oder @ mit einer Domain',
  'A key is one or two keystrokes, such as 1, Alt+p or q r':
    'Eine Taste ist ein Anschlag oder zwei, zum Beispiel 1, Alt+p oder q r',
  'A reply may have at most 65535 characters': 'Eine Antwort kann höchstens 65.535 Zeichen haben',
  'A note may have at most 65535 characters': 'Eine Notiz kann höchstens 65.535 Zeichen haben',
  'A macro must change something': 'Ein Makro muss etwas ändern',
  'Remove can name key, status, priority, deptid, flag, addtags, removetags, snoozehours, reply and note':
    'Entfallen können key, status, priority, deptid, flag, addtags, removetags, snoozehours, reply und note',
  'Reply is required, with at most 65535 characters': 'Bitte schreiben Sie eine Antwort mit höchstens 65.535 Zeichen',
  'A key has at most 32 letters, digits, dots, hyphens and underscores':
    'Ein Kürzel hat höchstens 32 Buchstaben, Ziffern, Punkte, Binde- und Unterstriche',
  'There is a predefined reply of that key already': 'Eine Antwortvorlage mit diesem Kürzel gibt es schon',
  'Announcement is required, with at most 65535 characters':
    'Bitte schreiben Sie einen Text mit höchstens 65.535 Zeichen',
  'Announcement ID Not Found': 'Diese Ankündigung gibt es nicht oder nicht mehr',
  'Parent Announcement ID Not Found': 'Die Ankündigung, zu der sie gehören soll, gibt es nicht oder nicht mehr',
  'To-Do Item ID Not Found': 'Diese Aufgabe gibt es nicht oder nicht mehr',

  // Mail.
  'Mailbox ID Not Found': 'Dieses Postfach gibt es nicht oder nicht mehr',
  'The host must be the name or the address of a mail server':
    'Der Server muss der Name oder die Adresse eines Mailservers sein',
  'The port must be a whole number from 1 to 65535': 'Der Port muss eine ganze Zahl von 1 bis 65535 sein',
  'The encryption must be tls, starttls or none': 'Die Verschlüsselung muss tls, starttls oder none sein',
  'A user name of at most 254 characters is required':
    'Bitte geben Sie einen Benutzernamen mit höchstens 254 Zeichen an',
  'The token URL must be an https address': 'Die Token-Adresse muss mit https beginnen',
  'What happens to taken mail must be seen, move or delete':
    'Mit angenommenen Mails kann seen, move oder delete geschehen',
  'The interval must be 10 to 86400 seconds': 'Zwischen Abrufen müssen 10 bis 86.400 Sekunden liegen',
  'A password is required, or a client ID, a refresh token and a token URL':
    'Bitte geben Sie ein Passwort an, oder die Kennung der Anwendung, ein Refresh-Token und eine Token-Adresse',
  'A folder to move taken mail to is required':
    'Bitte geben Sie den Ordner an, in den angenommene Mails verschoben werden',
  'The mail was taken in already': 'Die Mail wurde schon angenommen',
  'The mail is no longer kept': 'Die Mail wird nicht mehr aufbewahrt',
  'The mail names nobody who sent it': 'Die Mail nennt niemanden, der sie gesendet hat',
  'The outcome must be ticket, reply, note, bounce, ignored or refused':
    'Das Ergebnis kann nur ticket, reply, note, bounce, ignored oder refused sein',
  'Email Template ID Not Found': 'Diese Mailvorlage gibt es nicht oder nicht mehr',
  'Email Template not found': 'Diese Mailvorlage gibt es nicht',
  'Email Template is disabled': 'Diese Mailvorlage ist abgeschaltet',
  'Template error in xxx, line xxx: xxx is not supported':
    'Fehler in der Vorlage, im Feld xxx, Zeile xxx: xxx gibt es hier nicht',
  'Template error in xxx, line xxx: xxx is nested too deeply':
    'Fehler in der Vorlage, im Feld xxx, Zeile xxx: xxx ist zu tief verschachtelt',
  'Template error in xxx, line xxx: xxx has no xxx': 'Fehler in der Vorlage, im Feld xxx, Zeile xxx: Zu xxx fehlt xxx',
  'Template error in xxx, line xxx: xxx': 'Fehler in der Vorlage, im Feld xxx, Zeile xxx: xxx',
  'Invalid message type provided': 'Diese Art von Mail gibt es nicht',
  'Invalid language': 'Diese Sprache gibt es nicht',
  'There is an email template of that name already': 'Eine Mailvorlage dieses Namens gibt es schon',
  'There is no email template of that name yet': 'Eine Mailvorlage dieses Namens gibt es noch nicht',
  'The type of that email template is xxx': 'Die Art dieser Mailvorlage ist xxx',
  'A built-in email template cannot be deleted': 'Eine mitgelieferte Mailvorlage lässt sich nicht löschen',
  'A built-in email template cannot be renamed': 'Eine mitgelieferte Mailvorlage lässt sich nicht umbenennen',
  'A subject is required for a custom message': 'Bitte geben Sie einen Betreff an',
  'A message body is required for a custom message': 'Bitte schreiben Sie eine Nachricht',
  'You must provide either an existing email template name or a custom message':
    'Bitte wählen Sie eine Mailvorlage, oder schreiben Sie eine Nachricht',
  'You must provide either an existing email template name or a custom message type':
    'Bitte wählen Sie eine Mailvorlage, oder die Art der Mail',
  'The merge fields you provided are invalid.': 'Die Platzhalter sind nicht gültig.',
  'The custom variables you provided are invalid.': 'Die Platzhalter sind nicht gültig.',
  'A related ID is required': 'Es fehlt, worum es in der Mail geht',

  // Webhooks, deliveries and events.
  'Webhook ID Not Found': 'Diesen Webhook gibt es nicht oder nicht mehr',
  'The URL must be an http or https address of at most 2000 characters, without user name, password and fragment':
    'Die Adresse muss mit http oder https beginnen, hat höchstens 2000 Zeichen und weder Benutzernamen noch Passwort noch #',
  'The URL leads to a network that is not allowed: see HATCHDESK_WEBHOOK_ALLOWED_NETWORKS':
    'Die Adresse führt in ein Netz, das nicht erlaubt ist: siehe HATCHDESK_WEBHOOK_ALLOWED_NETWORKS',
  'The URL must begin with http:// or https://': 'Die Adresse muss mit http:// oder https:// beginnen',
  'The payload must be full or thin': 'Der Inhalt muss full oder thin sein',
  'The version must be 1': 'Die Version muss 1 sein',
  'There is no event "xxx"': 'Das Ereignis „xxx“ gibt es nicht',
  'The webhook is disabled': 'Der Webhook ist abgeschaltet',
  'Name a delivery, or a range of events': 'Nennen Sie eine Zustellung, oder das erste und das letzte Ereignis',
  'A range may have at most 5000 events': 'Es lassen sich höchstens 5000 Ereignisse auf einmal erneut senden',
  'Delivery ID Not Found': 'Diese Zustellung gibt es nicht oder nicht mehr',
  'The delivery is being made right now': 'Die Zustellung läuft gerade',
  'The state must be waiting, retrying, delivered or dead':
    'Der Zustand kann nur waiting, retrying, delivered oder dead sein',
  'Hook Not Found': 'Diesen Hook gibt es nicht',
  'since must be the sequence of an event, or 0': 'Nennen Sie die Nummer eines Ereignisses, oder 0',
  'The limit must be a number from 1 to 1000': 'Bitte geben Sie eine Zahl von 1 bis 1000 an',
  'There is no event xxx yet: the last one is xxx': 'Das Ereignis xxx gibt es noch nicht: Das letzte ist xxx',
  'API Notification Events require a identifier string to be passed.':
    'Bitte geben Sie eine Kennung der Benachrichtigung an.',
  'API Notification Events require a title to be provided.': 'Bitte geben Sie einen Titel an.',
  'API Notification Events require a message to be provided.': 'Bitte schreiben Sie eine Nachricht.',
  'Attributes must be a list of label and value, with url (http or https), style and icon where wanted':
    'Attribute sind eine Liste aus label und value, auf Wunsch mit url (http oder https), style und icon',

  // Settings.
  'Parameter setting is required': 'Es fehlt, um welche Einstellung es geht',
  'Invalid name for parameter setting': 'Diese Einstellung gibt es nicht',
  'Parameter value is required': 'Bitte geben Sie einen Wert an',
  'Invalid value for xxx: must be a whole number from xxx to xxx': 'xxx muss eine ganze Zahl von xxx bis xxx sein',
  'Invalid value for xxx: may have at most xxx characters': 'xxx kann höchstens xxx Zeichen haben',
  'Invalid value for xxx: must be an e-mail address': 'xxx muss eine E-Mail-Adresse sein',
  'Invalid value for xxx: must be xxx or xxx': 'xxx muss xxx oder xxx sein',
  'Invalid value for xxx: xxx': 'Dieser Wert von xxx ist nicht möglich: xxx',
  'Invalid default of xxx: xxx': 'Die Vorgabe von xxx ist nicht möglich: xxx',

  // Clients, users and what they have.
  'Client Group ID Not Found': 'Diese Kundengruppe gibt es nicht oder nicht mehr',
  'There is a client group of that name already': 'Eine Kundengruppe dieses Namens gibt es schon',
  'Valid country required': 'Bitte wählen Sie ein Land, mit zwei Buchstaben wie DE',
  'Duplicate Email Address': 'Diese E-Mail-Adresse ist schon vergeben',
  'clientip must be an IP address': 'Die IP-Adresse ist nicht gültig',
  'Invalid telephone phone number': 'Die Telefonnummer ist nicht gültig',
  'You did not provide required custom field value for xxx': 'Das Feld „xxx“ muss ausgefüllt sein',
  'Invalid Owner User ID': 'Den Benutzer, dem das Konto gehören soll, gibt es nicht',
  'You did not enter your first name': 'Bitte geben Sie einen Vornamen an',
  'You did not enter your last name': 'Bitte geben Sie einen Nachnamen an',
  'You did not enter your email address': 'Bitte geben Sie eine E-Mail-Adresse an',
  'You did not enter your  address line 1': 'Bitte geben Sie die Adresse an',
  'You did not enter your city': 'Bitte geben Sie den Ort an',
  'You did not enter your state': 'Bitte geben Sie das Bundesland an',
  'You did not enter your postcode': 'Bitte geben Sie die Postleitzahl an',
  'You did not enter your phone number': 'Bitte geben Sie eine Telefonnummer an',
  'The email address entered is not available for use.': 'Diese E-Mail-Adresse lässt sich hier nicht verwenden.',
  'Invalid status. Must be Active, Inactive or Closed': 'Der Status kann nur Active, Inactive oder Closed sein',
  'Either clientid Or email Is Required': 'Es fehlt, um welchen Kunden es geht',
  'Client Not Found': 'Diesen Kunden gibt es nicht oder nicht mehr',
  'Invalid client id': 'Diesen Kunden gibt es nicht oder nicht mehr',
  'Invalid client_id': 'Diesen Kunden gibt es nicht oder nicht mehr',
  'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please create an alternative contact that is set to receive them':
    'Die ICANN verlangt, dass mindestens eine Adresse die Mails zu Domains bekommt. Legen Sie erst einen anderen Kontakt an, der sie bekommt',
  'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please enable domain notifications for the primary account holder or another contact':
    'Die ICANN verlangt, dass mindestens eine Adresse die Mails zu Domains bekommt. Schalten Sie sie erst für den Kunden oder einen anderen Kontakt ein',
  'You did not enter an email address': 'Bitte geben Sie eine E-Mail-Adresse an',
  'Please enter the email address or provide the id': 'Bitte geben Sie eine E-Mail-Adresse oder eine Nummer an',
  'User Not Found': 'Diesen Benutzer gibt es nicht oder nicht mehr',
  'Invalid user id': 'Diesen Benutzer gibt es nicht oder nicht mehr',
  'Invalid user_id': 'Diesen Benutzer gibt es nicht oder nicht mehr',
  'User is not associated with client': 'Der Benutzer hat keinen Zugang zu diesem Kunden',
  'User already associated with client': 'Der Benutzer hat schon Zugang zu diesem Kunden',
  'You cannot remove the account owner': 'Der Inhaber des Kontos lässt sich nicht entfernen',
  'Invalid permissions: xxx': 'Diese Rechte gibt es nicht: xxx',
  'Email is required': 'Bitte geben Sie eine E-Mail-Adresse an',
  'User permissions are required': 'Wählen Sie mindestens ein Recht',
  'A valid client_id or user_id is required': 'Nennen Sie einen Kunden oder einen Benutzer',
  'Invalid user_id for client': 'Der Benutzer hat keinen Zugang zu diesem Kunden',
  'Invalid destination': 'Dieses Ziel gibt es nicht',
  'Token could not be provisioned: xxx': 'Der Link zum Anmelden ließ sich nicht machen: xxx',
  'SSO authentication blocked for client xxx': 'Der Kunde xxx kann sich nicht mit einem Link anmelden',
  'Domain Name is required, with at most 253 characters':
    'Bitte geben Sie einen Domainnamen mit höchstens 253 Zeichen an',
  'The service has OAuth credentials': 'Der Dienst hat noch OAuth-Clients',
  'Existing Cancellation Request Exists': 'Eine Kündigung ist schon beantragt',
  'Email or Password Invalid': 'Die E-Mail-Adresse oder das Passwort ist falsch',
  'Invalid User ID requested': 'Diesen Benutzer gibt es nicht oder nicht mehr',
  'One of `email`, `firstname`, `lastname`, or `language` is required': 'Es gibt nichts zu ändern',
  'Permissions cannot be set on a client owner': 'Der Inhaber des Kontos hat immer alle Rechte',
  'Missing permissions definition': 'Wählen Sie mindestens ein Recht',
  'The overlap must be 0 to 525600 minutes': 'Das alte Geheimnis kann noch 0 bis 525.600 Minuten gelten',

  // What fits many refusals stands last.
  'Invalid xxx. Must be one of xxx': 'Diesen Wert von xxx gibt es nicht. Es gibt: xxx',
  'Invalid xxx. Must be xxx': 'Dieser Wert von xxx ist nicht möglich. Möglich ist: xxx',
  'Invalid xxx: xxx': 'Dieser Wert von xxx ist nicht möglich: xxx',
};
