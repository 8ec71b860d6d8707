import type { ProblemTexts } from '../en/problems';
import { setupProblems } from './setup-problems';

export const problems: ProblemTexts = {
  // What the customers' pages say in other words.
  'Ticket Not Found': 'Dieses Ticket gibt es nicht',
  'Only our staff can close this ticket': 'Dieses Ticket können nur Mitarbeiter schließen',
  'The ticket was taken for spam': 'Das Ticket wurde für Spam gehalten',
  'The sender is blocked': 'Dieser Absender ist gesperrt',
  "This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY":
    'Diesem Server fehlt der Schlüssel des Desks, deshalb kann er kein Geheimnis aufbewahren: siehe HATCHDESK_KEY',
  "This server lacks the desk's key: see HATCHDESK_KEY":
    'Diesem Server fehlt der Schlüssel des Desks: siehe HATCHDESK_KEY',

  // What may be done, and to what.
  'Invalid Permissions: API action "xxx" is not allowed': 'Keine Ihrer Rollen erlaubt die Aktion „xxx“',
  'Ticket ID Not Found': 'Dieses Ticket gibt es nicht oder nicht mehr',
  'Ticket ID not found': 'Dieses Ticket gibt es nicht oder nicht mehr',
  'Ticket ID Required': 'Es fehlt, um welches Ticket es geht',
  'Ticket ID Invalid': 'Dieses Ticket gibt es nicht oder nicht mehr',
  'Message is Required': 'Bitte schreiben Sie eine Nachricht',
  'Reply ID Required': 'Es fehlt, um welche Antwort es geht',
  'Reply ID Not Found': 'Diese Antwort gibt es nicht oder nicht mehr',
  'Note ID Not Found': 'Diese Notiz gibt es nicht oder nicht mehr',
  'Department ID Not Found': 'Diese Abteilung gibt es nicht oder nicht mehr',
  'Admin ID Not Found': 'Diesen Administrator gibt es nicht oder nicht mehr',
  'Client ID Not Found': 'Diesen Kunden gibt es nicht oder nicht mehr',
  'Client ID not found': 'Diesen Kunden gibt es nicht oder nicht mehr',
  'Contact ID Not Found': 'Diesen Kontakt gibt es nicht oder nicht mehr',
  'Ticket Category ID Not Found': 'Diese Kategorie gibt es nicht oder nicht mehr',
  'Ticket Type ID Not Found': 'Diese Art von Ticket gibt es nicht oder nicht mehr',
  'Predefined Reply ID Not Found': 'Diese Antwortvorlage gibt es nicht oder nicht mehr',
  'Macro ID Not Found': 'Dieses Makro gibt es nicht oder nicht mehr',
  'View ID Not Found': 'Diese Ansicht gibt es nicht oder nicht mehr',
  'Bulk Change ID Not Found': 'Diese Änderung vieler Tickets gibt es nicht oder nicht mehr',
  'Scheduled Reply ID Not Found': 'Diese geplante Antwort gibt es nicht oder nicht mehr',
  'Mail ID Not Found': 'Diese Mail gibt es nicht oder nicht mehr',
  'This Idempotency-Key was already used with other parameters':
    'Dieses Formular wurde schon mit anderem Inhalt gesendet. Bitte laden Sie die Seite neu',
  'The request body arrives too slowly': 'Die Übertragung hat zu lange gedauert. Bitte versuchen Sie es noch einmal',
  'The database is not available right now: nothing was done, please try again shortly':
    'Die Datenbank antwortet gerade nicht. Nichts wurde geändert. Bitte versuchen Sie es gleich noch einmal',
  'Outcome unknown: the database did not confirm this request, retry it with the same Idempotency-Key':
    'Die Datenbank hat nicht bestätigt, ob das gelungen ist. Bitte senden Sie es noch einmal',
  'The parameters are not valid': 'Die Angaben sind nicht gültig',

  // One ticket.
  'Invalid Ticket Status. Valid statuses are: xxx': 'Diesen Status gibt es nicht. Es gibt: xxx',
  'Invalid Ticket Priority. Valid priorities are: xxx': 'Diese Priorität gibt es nicht. Es gibt: xxx',
  'Invalid Date Format': 'Dieses Datum ließ sich nicht lesen. Schreiben Sie es zum Beispiel so: 2027-01-31',
  'A ticket can be snoozed only until a time in the future':
    'Ein Ticket lässt sich nur bis zu einer Zeit in der Zukunft zurückstellen',
  'A ticket may have at most xxx tags': 'Ein Ticket kann höchstens xxx Schlagwörter haben',
  'A tag may have at most xxx characters': 'Ein Schlagwort kann höchstens xxx Zeichen haben',
  'A ticket may have at most xxx addresses in cc': 'Ein Ticket kann Kopien an höchstens xxx Adressen senden',
  'A ticket may have at most xxx addresses in bcc': 'Ein Ticket kann Blindkopien an höchstens xxx Adressen senden',
  'Ticket creation date cannot be in the future': 'Ein Ticket kann nicht in der Zukunft eröffnet sein',
  'Reply creation date cannot be in the future': 'Eine Antwort kann nicht aus der Zukunft sein',
  'Custom field "xxx" does not exist in this department': 'Das Feld „xxx“ gibt es in dieser Abteilung nicht',
  'Custom field "xxx" does not exist': 'Das Feld „xxx“ gibt es nicht',
  'Custom field "xxx" must be a text': 'Im Feld „xxx“ muss ein Text stehen, der nicht zu lang ist',
  'Custom field "xxx" must be a number of at most xxx characters':
    'Im Feld „xxx“ muss eine Zahl mit höchstens xxx Zeichen stehen',
  'Custom field "xxx" must be a number': 'Im Feld „xxx“ muss eine Zahl stehen',
  'Custom field "xxx" must be a time such as 09:00': 'Im Feld „xxx“ muss eine Uhrzeit wie 09:00 stehen',
  'Custom field "xxx" must be a date such as 2027-01-31 or 31.01.2027':
    'Im Feld „xxx“ muss ein Datum wie 2027-01-31 oder 31.01.2027 stehen',
  'Custom field "xxx" must be one of its options': 'Im Feld „xxx“ muss einer seiner Auswahlwerte stehen',
  'Custom field "xxx" must be its options level by level':
    'Im Feld „xxx“ müssen seine Auswahlwerte Ebene für Ebene stehen',
  'Custom field "xxx" must be on or off': 'Das Feld „xxx“ kann nur ein oder aus sein',
  'A Client Cannot Be Blocked': 'Ein Kunde lässt sich nicht sperren, nur ein Gast',
  'The Sender Has No Email Address': 'Der Absender hat keine E-Mail-Adresse',
  'Notes can not be empty': 'Bitte schreiben Sie eine Notiz',
  'The search must have a word to look for, and not only words to leave out':
    'Die Suche braucht ein Wort, das vorkommen soll, nicht nur Wörter, die fehlen sollen',
  'The search takes too long: look for rarer words, or narrow it by other filters':
    'Die Suche dauert zu lange: Suchen Sie nach selteneren Wörtern, oder grenzen Sie sie mit weiteren Filtern ein',

  // Answering.
  'Stopped: the ticket was merged into xxx meanwhile':
    'Angehalten: Das Ticket wurde inzwischen mit dem Ticket xxx zusammengeführt',
  'Stopped: xxx has replied meanwhile (reply xxx)': 'Angehalten: xxx hat inzwischen geantwortet (Antwort xxx)',
  'Stopped: xxx has added a note meanwhile (note xxx)':
    'Angehalten: xxx hat inzwischen eine Notiz hinzugefügt (Notiz xxx)',
  'Stopped: the ticket was closed meanwhile': 'Angehalten: Das Ticket wurde inzwischen geschlossen',
  'The time to send the reply must be in the future': 'Bitte wählen Sie eine Zeit in der Zukunft',
  'The time to send the reply must be within a year': 'Bitte wählen Sie eine Zeit innerhalb eines Jahres',
  'The reply was sent already': 'Die Antwort wurde schon gesendet',
  'The reply was taken back already': 'Die Antwort wurde schon zurückgenommen',
  'Invalid quote. Must be none, last, all or ids of messages of the ticket':
    'Zitieren lassen sich nichts, die letzte Nachricht, alles oder Nachrichten dieses Tickets',
  'The message may have at most 1000000 characters': 'Die Nachricht kann höchstens 1.000.000 Zeichen haben',
  'The subject may have at most 1000 characters': 'Der Betreff kann höchstens 1000 Zeichen haben',
  'Only an administrator can run this macro': 'Dieses Makro können nur Administratoren ausführen',
  'The macro names an administrator that has gone': 'Das Makro nennt einen Administrator, den es nicht mehr gibt',
  'The macro names a status that has gone': 'Das Makro nennt einen Status, den es nicht mehr gibt',
  'The macro names a priority that has gone': 'Das Makro nennt eine Priorität, die es nicht mehr gibt',
  'The macro names a department that has gone': 'Das Makro nennt eine Abteilung, die es nicht mehr gibt',
  'The macro names a xxx that has gone': 'Das Makro nennt etwas, das es nicht mehr gibt: xxx',
  'The reply of this macro is empty': 'Die Antwort dieses Makros ist leer',

  // Many tickets.
  'Nothing to change': 'Wählen Sie, was sich ändern soll',
  'Merging, deleting and blocking can only be changes of their own':
    'Zusammenführen, Löschen und Sperren gehen nur für sich allein',
  'A ticket may have at most 50 tags': 'Ein Ticket kann höchstens 50 Schlagwörter haben',
  'A tag may have at most 100 characters': 'Ein Schlagwort kann höchstens 100 Zeichen haben',
  'There is no variable {$xxx}': 'Den Platzhalter {$xxx} gibt es nicht',
  'Ticket IDs or a query required': 'Wählen Sie zuerst Tickets aus',
  'Invalid Ticket IDs: xxx': 'Diese Tickets gibt es nicht: xxx',
  'At most 50000 tickets can be changed at once': 'Es lassen sich höchstens 50.000 Tickets auf einmal ändern',
  'No ticket matches': 'Kein Ticket passt',
  'At most 500 tickets can be merged at once': 'Es lassen sich höchstens 500 Tickets auf einmal zusammenführen',
  'The change has ended already': 'Die Änderung ist schon zu Ende',
  'The change is undone already': 'Die Änderung ist schon rückgängig gemacht',
  'Answers that were sent cannot be undone': 'Antworten, die gesendet sind, lassen sich nicht zurücknehmen',
  'The change has changed nothing': 'Die Änderung hat nichts geändert',
  'The ticket could not be changed': 'Das Ticket ließ sich nicht ändern',
  'The ticket to merge into was not found': 'Das Ticket, mit dem zusammengeführt werden sollte, gibt es nicht mehr',
  'The ticket has changed since': 'Das Ticket wurde seither geändert',
  'The ticket is gone': 'Das Ticket gibt es nicht mehr',

  // Merging and splitting.
  'Merge Ticket IDs Required': 'Wählen Sie Tickets zum Zusammenführen',
  'At most 50 tickets can be merged at once': 'Es lassen sich höchstens 50 Tickets auf einmal zusammenführen',
  'Invalid Merge Ticket IDs: xxx': 'Diese Tickets lassen sich nicht zusammenführen: xxx',
  'The ticket is not merged': 'Das Ticket ist nicht zusammengeführt',
  'Nothing is left of the ticket': 'Von dem Ticket ist nichts mehr übrig',
  'Message IDs Required': 'Wählen Sie Nachrichten zum Abtrennen',
  'At most 500 messages can be moved at once': 'Es lassen sich höchstens 500 Nachrichten auf einmal abtrennen',
  'Invalid Message IDs: xxx': 'Diese Nachrichten lassen sich nicht abtrennen: xxx',

  // Views and reports.
  'Query is required, with at most 1000 characters': 'Bitte geben Sie eine Suche mit höchstens 1000 Zeichen an',
  'Query not understood: xxx': 'Die Suche ließ sich nicht verstehen: xxx',
  'Column not found. Columns are xxx': 'Diese Spalte gibt es nicht. Es gibt: xxx',
  'The last day must not be before the first': 'Der letzte Tag darf nicht vor dem ersten liegen',
  'A report has at most 1100 days': 'Ein Bericht kann höchstens 1100 Tage haben',

  // Files.
  'Related ID Not Found': 'Das, wozu die Datei gehört, gibt es nicht mehr',
  'No Attachments Found': 'Hier gibt es keine Dateien',
  'Attachments Deleted': 'Die Dateien wurden gelöscht',
  'Invalid Attachment Index': 'Diese Datei gibt es nicht',
  'The attachment is a link to another server, which is not fetched':
    'Die Datei liegt auf einem anderen Server und wird nicht von dort geholt',

  ...setupProblems,
};
