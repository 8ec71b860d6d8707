-- What osTicket 1.18 keeps, as far as it matters to a move: its columns, and a few rows with everything that is odd.
-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
SET NAMES utf8mb4;
SET TIME_ZONE='+00:00';

CREATE TABLE `ost_api_key` (`id` int unsigned NOT NULL, `ipaddr` varchar(64) NOT NULL, `apikey` varchar(255) NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_api_key` VALUES (1,'192.0.2.1','0123456789ABCDEF');

CREATE TABLE `ost_attachment` (`id` int unsigned NOT NULL, `object_id` int unsigned NOT NULL, `type` char(1) NOT NULL, `file_id` int unsigned NOT NULL, `name` varchar(255), `inline` tinyint unsigned NOT NULL DEFAULT 0, `lang` varchar(16), PRIMARY KEY (`id`));
INSERT INTO `ost_attachment` VALUES (1,11,'H',1,NULL,1,NULL),(2,11,'H',2,'my report.pdf',0,NULL),(3,21,'H',3,NULL,0,NULL),(4,13,'H',2,NULL,0,NULL),(5,1,'C',2,NULL,0,NULL),(6,21,'H',4,NULL,0,NULL),(7,16,'H',2,NULL,0,NULL);

CREATE TABLE `ost_canned_response` (`canned_id` int unsigned NOT NULL, `dept_id` int unsigned NOT NULL DEFAULT 0, `isenabled` tinyint unsigned NOT NULL DEFAULT 1, `title` varchar(255) NOT NULL, `response` text NOT NULL, `lang` varchar(16) NOT NULL DEFAULT 'en_US', `notes` text, `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`canned_id`));
INSERT INTO `ost_canned_response` VALUES (1,0,1,'Thanks','<p>Hi %{ticket.name.first},</p><p>thank you &amp; bye<br />us</p>','en_US',NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00');

CREATE TABLE `ost_department` (`id` int unsigned NOT NULL, `pid` int unsigned, `tpl_id` int unsigned NOT NULL DEFAULT 0, `sla_id` int unsigned NOT NULL DEFAULT 0, `schedule_id` int unsigned NOT NULL DEFAULT 0, `email_id` int unsigned NOT NULL DEFAULT 0, `autoresp_email_id` int unsigned NOT NULL DEFAULT 0, `manager_id` int unsigned NOT NULL DEFAULT 0, `flags` int unsigned NOT NULL DEFAULT 0, `name` varchar(128) NOT NULL, `signature` text NOT NULL, `ispublic` tinyint unsigned NOT NULL DEFAULT 1, `group_membership` tinyint NOT NULL DEFAULT 0, `ticket_auto_response` tinyint NOT NULL DEFAULT 1, `message_auto_response` tinyint NOT NULL DEFAULT 0, `path` varchar(128) NOT NULL DEFAULT '/', `updated` datetime NOT NULL, `created` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_department` VALUES (1,NULL,0,0,0,1,0,0,4,'Support','Your support',1,1,1,1,'/1/','2026-01-01 00:00:00','2026-01-01 00:00:00'),(2,1,0,0,0,0,0,0,4,'Network','',0,1,1,1,'/1/2/','2026-01-01 00:00:00','2026-01-01 00:00:00');

CREATE TABLE `ost_email` (`email_id` int unsigned NOT NULL, `dept_id` int unsigned NOT NULL DEFAULT 0, `email` varchar(255) NOT NULL, `name` varchar(255) NOT NULL, PRIMARY KEY (`email_id`));
INSERT INTO `ost_email` VALUES (1,1,'help@desk.example','Help');

CREATE TABLE `ost_faq` (`faq_id` int unsigned NOT NULL, `question` varchar(255) NOT NULL, `answer` text NOT NULL, PRIMARY KEY (`faq_id`));
INSERT INTO `ost_faq` VALUES (1,'Why?','Because.');

CREATE TABLE `ost_file` (`id` int NOT NULL, `ft` char(1) NOT NULL DEFAULT 'T', `bk` char(1) NOT NULL DEFAULT 'D', `type` varchar(255) NOT NULL DEFAULT '', `size` bigint unsigned NOT NULL DEFAULT 0, `key` varchar(86) NOT NULL, `signature` varchar(86) NOT NULL, `name` varchar(255) NOT NULL DEFAULT '', `attrs` varchar(255), `created` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_file` VALUES (1,'T','D','image/png',4,'pNgKeY_-1','s','screen.png',NULL,'2026-01-01 00:00:00'),(2,'T','D','application/pdf',9,'pDfKeY','s','report.pdf',NULL,'2026-01-01 00:00:00'),(3,'T','F','text/plain',5,'fIlEkEy','s','on-disk.txt',NULL,'2026-01-01 00:00:00'),(4,'T','3','text/plain',5,'s3KeY','s','in-s3.txt',NULL,'2026-01-01 00:00:00');

CREATE TABLE `ost_file_chunk` (`file_id` int NOT NULL, `chunk_id` int NOT NULL, `filedata` longblob NOT NULL, PRIMARY KEY (`file_id`,`chunk_id`));
INSERT INTO `ost_file_chunk` VALUES (1,0,0x89504E47),(2,1,0x2D325C27),(2,0,0x255044462D);

CREATE TABLE `ost_filter` (`id` int unsigned NOT NULL, `isactive` tinyint unsigned NOT NULL DEFAULT 1, `name` varchar(32) NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_filter` VALUES (1,1,'SYSTEM BAN LIST'),(2,1,'Sales');

CREATE TABLE `ost_filter_rule` (`id` int unsigned NOT NULL, `filter_id` int unsigned NOT NULL, `what` varchar(32) NOT NULL, `how` varchar(16) NOT NULL, `val` varchar(255) NOT NULL, `isactive` tinyint unsigned NOT NULL DEFAULT 1, `notes` tinytext, `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_filter_rule` VALUES (1,1,'email','equal','spam@example.com',1,'','2026-01-01 00:00:00','2026-01-01 00:00:00'),(2,2,'subject','contains','buy',1,'','2026-01-01 00:00:00','2026-01-01 00:00:00');

CREATE TABLE `ost_form` (`id` int unsigned NOT NULL, `type` varchar(8) NOT NULL DEFAULT 'G', `title` varchar(255) NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_form` VALUES (1,'U','Contact Information'),(2,'T','Ticket Details'),(3,'C','Company'),(4,'G','Servers'),(5,'G','Unused');

CREATE TABLE `ost_form_entry` (`id` int unsigned NOT NULL, `form_id` int unsigned NOT NULL, `object_id` int unsigned, `object_type` char(1) NOT NULL DEFAULT 'T', `sort` int unsigned NOT NULL DEFAULT 1, PRIMARY KEY (`id`));
INSERT INTO `ost_form_entry` VALUES (1,2,101,'T',1),(2,4,101,'T',2),(3,1,1,'U',1),(4,1,3,'U',1),(5,3,1,'C',1);

CREATE TABLE `ost_form_entry_values` (`entry_id` int unsigned NOT NULL, `field_id` int unsigned NOT NULL, `value` text, `value_id` int, PRIMARY KEY (`entry_id`,`field_id`));
INSERT INTO `ost_form_entry_values` VALUES (1,20,'Mail & DNS',NULL),(1,22,'High',3),(2,40,'{"de":"Germany"}',NULL),(2,41,'{"7":"web-2"}',7),(2,42,'1',NULL),(2,43,'2026-05-06 07:08:00',NULL),(3,3,'5551234X12',NULL),(3,4,'<b>VIP</b>',NULL),(3,5,'42',NULL),(4,5,'43',NULL);

CREATE TABLE `ost_form_field` (`id` int unsigned NOT NULL, `form_id` int unsigned NOT NULL, `flags` int unsigned DEFAULT 1, `type` varchar(255) NOT NULL DEFAULT 'text', `label` varchar(255) NOT NULL, `name` varchar(64) NOT NULL, `configuration` text, `sort` int unsigned NOT NULL, `hint` varchar(512), `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_form_field` VALUES (1,1,13057,'text','Email','email',NULL,1,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(2,1,13057,'text','Name','name',NULL,2,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(3,1,13057,'phone','Phone','phone',NULL,3,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(4,1,12289,'memo','Notes','notes',NULL,4,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(5,1,257,'text','Customer no.','custno',NULL,5,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(20,2,30465,'text','Subject','subject',NULL,1,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(21,2,30465,'thread','Message','message',NULL,2,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(22,2,1,'priority','Priority','priority',NULL,3,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(40,4,1281,'choices','Country','country','{"choices":"de:Germany\\nfr:France","default":""}',1,'Where it stands','2026-01-01 00:00:00','2026-01-01 00:00:00'),(41,4,257,'list-9','Server','server',NULL,2,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(42,4,1,'bool','Root','root',NULL,3,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(43,4,257,'datetime','Since','since',NULL,4,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(44,4,257,'info','Read this','',NULL,5,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(50,5,257,'text','Nobody asks','',NULL,1,NULL,'2026-01-01 00:00:00','2026-01-01 00:00:00');

CREATE TABLE `ost_help_topic` (`topic_id` int unsigned NOT NULL, `topic_pid` int unsigned NOT NULL DEFAULT 0, `dept_id` int unsigned NOT NULL DEFAULT 0, `topic` varchar(128) NOT NULL, PRIMARY KEY (`topic_id`));
INSERT INTO `ost_help_topic` VALUES (1,0,1,'Billing'),(2,1,1,'Refunds');

CREATE TABLE `ost_list_items` (`id` int unsigned NOT NULL, `list_id` int, `value` varchar(255) NOT NULL, `sort` int NOT NULL DEFAULT 1, PRIMARY KEY (`id`));
INSERT INTO `ost_list_items` VALUES (6,9,'web-1',1),(7,9,'web-2',2);

CREATE TABLE `ost_organization` (`id` int unsigned NOT NULL, `name` varchar(128) NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_organization` VALUES (1,'ACME & Sons');

CREATE TABLE `ost_role` (`id` int unsigned NOT NULL, `name` varchar(64), `permissions` text, PRIMARY KEY (`id`));
INSERT INTO `ost_role` VALUES (1,'All Access','{}');

CREATE TABLE `ost_sla` (`id` int unsigned NOT NULL, `name` varchar(64) NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_sla` VALUES (1,'Default SLA');

CREATE TABLE `ost_staff` (`staff_id` int unsigned NOT NULL, `dept_id` int unsigned NOT NULL DEFAULT 0, `role_id` int unsigned NOT NULL DEFAULT 0, `username` varchar(32) NOT NULL, `firstname` varchar(32), `lastname` varchar(32), `passwd` varchar(128), `backend` varchar(32), `email` varchar(255), `phone` varchar(24) NOT NULL DEFAULT '', `signature` text NOT NULL, `lang` varchar(16), `notes` text, `isactive` tinyint NOT NULL DEFAULT 1, `isadmin` tinyint NOT NULL DEFAULT 0, `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`staff_id`));
INSERT INTO `ost_staff` VALUES (1,1,1,'sam','Sam','Agent','SAM_HASH',NULL,'sam@desk.example','','<p>Sam<br />Support</p>','de','',1,1,'2026-01-01 00:00:00','2026-01-01 00:00:00'),(2,2,1,'lea','Lea','Ldap',NULL,'ldap','lea@desk.example','','',NULL,'',0,0,'2026-01-01 00:00:00','2026-01-01 00:00:00');

CREATE TABLE `ost_staff_dept_access` (`staff_id` int unsigned NOT NULL, `dept_id` int unsigned NOT NULL, `role_id` int unsigned NOT NULL DEFAULT 0, `flags` int unsigned NOT NULL DEFAULT 1, PRIMARY KEY (`staff_id`,`dept_id`));
INSERT INTO `ost_staff_dept_access` VALUES (1,2,1,1);

CREATE TABLE `ost_task` (`id` int unsigned NOT NULL, `number` varchar(20), PRIMARY KEY (`id`));
INSERT INTO `ost_task` VALUES (1,'1');

CREATE TABLE `ost_thread` (`id` int unsigned NOT NULL, `object_id` int unsigned NOT NULL, `object_type` char(1) NOT NULL, `extra` text, `lastresponse` datetime, `lastmessage` datetime, `created` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_thread` VALUES (1,101,'T',NULL,NULL,NULL,'2026-03-01 10:00:00'),(2,102,'T',NULL,NULL,NULL,'2026-03-02 10:00:00'),(3,103,'C','{"thread_id":1,"number":"100003"}',NULL,NULL,'2026-03-03 10:00:00'),(4,104,'T',NULL,NULL,NULL,'2026-03-04 10:00:00'),(5,1,'A',NULL,NULL,NULL,'2026-03-05 10:00:00');

CREATE TABLE `ost_thread_collaborator` (`id` int unsigned NOT NULL, `flags` int unsigned NOT NULL DEFAULT 1, `thread_id` int unsigned NOT NULL DEFAULT 0, `user_id` int unsigned NOT NULL DEFAULT 0, `role` char(1) NOT NULL DEFAULT 'M', `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_thread_collaborator` VALUES (1,3,1,3,'M','2026-03-01 10:00:00','2026-03-01 10:00:00'),(2,2,1,2,'M','2026-03-01 10:00:00','2026-03-01 10:00:00');

CREATE TABLE `ost_thread_entry` (`id` int unsigned NOT NULL, `pid` int unsigned NOT NULL DEFAULT 0, `thread_id` int unsigned NOT NULL DEFAULT 0, `staff_id` int unsigned NOT NULL DEFAULT 0, `user_id` int unsigned NOT NULL DEFAULT 0, `type` char(1) NOT NULL DEFAULT '', `flags` int unsigned NOT NULL DEFAULT 0, `poster` varchar(128) NOT NULL DEFAULT '', `editor` int unsigned, `editor_type` char(1), `source` varchar(32) NOT NULL DEFAULT '', `title` varchar(255), `body` text NOT NULL, `format` varchar(16) NOT NULL DEFAULT 'html', `ip_address` varchar(64) NOT NULL DEFAULT '', `extra` text, `recipients` text, `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_thread_entry` VALUES
(11,0,1,0,1,'M',65,'Ann Customer',NULL,NULL,'Web',NULL,'<p>See <img src="cid:pngkey_-1" alt="x" /> &amp; help 😀</p>','html','192.0.2.7',NULL,NULL,'2026-03-01 10:00:00','0000-00-00 00:00:00'),
(12,11,1,1,0,'R',4,'Sam Agent',NULL,NULL,'',NULL,'<p>Old words</p>','html','',NULL,NULL,'2026-03-01 11:00:00','0000-00-00 00:00:00'),
(13,12,1,1,0,'R',66,'Sam Agent',1,'S','',NULL,'<p>New words</p>','html','',NULL,NULL,'2026-03-01 11:00:00','2026-03-01 11:05:00'),
(14,0,1,1,0,'N',64,'Sam Agent',NULL,NULL,'','Handle <care>','<p>Pays late</p>','html','',NULL,NULL,'2026-03-01 12:00:00','0000-00-00 00:00:00'),
(15,0,1,0,0,'N',128,'SYSTEM',NULL,NULL,'','Ticket assigned','to Sam','text','',NULL,NULL,'2026-03-01 12:30:00','0000-00-00 00:00:00'),
(16,0,1,0,3,'M',1089,'Gus Guest',NULL,NULL,'Email',NULL,'<p>Me too</p>','html','',NULL,NULL,'2026-02-27 09:00:00','0000-00-00 00:00:00'),
(21,0,2,0,3,'M',65,'Gus Guest',NULL,NULL,'Email',NULL,'a < b && c','text','',NULL,NULL,'2026-03-02 10:00:00','0000-00-00 00:00:00'),
(22,21,2,9,0,'R',64,'Max Gone',NULL,NULL,'',NULL,'<p>Bye</p>','html','',NULL,NULL,'2026-03-02 11:00:00','0000-00-00 00:00:00'),
(31,0,5,1,0,'N',64,'Sam Agent',NULL,NULL,'',NULL,'of a task','text','',NULL,NULL,'2026-03-05 10:00:00','0000-00-00 00:00:00'),
(41,0,4,1,0,'R',64,'Sam Agent',NULL,NULL,'',NULL,'<p>We call you</p>','html','',NULL,NULL,'2026-03-04 10:00:00','0000-00-00 00:00:00');

CREATE TABLE `ost_thread_entry_email` (`id` int unsigned NOT NULL, `thread_entry_id` int unsigned NOT NULL, `email_id` int unsigned, `mid` varchar(255) NOT NULL, `headers` text, PRIMARY KEY (`id`));
INSERT INTO `ost_thread_entry_email` VALUES (1,21,1,'<gus-1@example.com>','From: gus'),(2,22,1,'<B0abc-desk@desk.example>',NULL);

CREATE TABLE `ost_ticket` (`ticket_id` int unsigned NOT NULL, `ticket_pid` int unsigned, `number` varchar(20), `user_id` int unsigned NOT NULL DEFAULT 0, `user_email_id` int unsigned NOT NULL DEFAULT 0, `status_id` int unsigned NOT NULL DEFAULT 0, `dept_id` int unsigned NOT NULL DEFAULT 0, `sla_id` int unsigned NOT NULL DEFAULT 0, `topic_id` int unsigned NOT NULL DEFAULT 0, `staff_id` int unsigned NOT NULL DEFAULT 0, `team_id` int unsigned NOT NULL DEFAULT 0, `email_id` int unsigned NOT NULL DEFAULT 0, `lock_id` int unsigned NOT NULL DEFAULT 0, `flags` int unsigned NOT NULL DEFAULT 0, `sort` int unsigned NOT NULL DEFAULT 0, `ip_address` varchar(64) NOT NULL DEFAULT '', `source` varchar(8) NOT NULL DEFAULT 'Other', `source_extra` varchar(40), `isoverdue` tinyint unsigned NOT NULL DEFAULT 0, `isanswered` tinyint unsigned NOT NULL DEFAULT 0, `duedate` datetime, `est_duedate` datetime, `reopened` datetime, `closed` datetime, `lastupdate` datetime, `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`ticket_id`));
INSERT INTO `ost_ticket` VALUES
(101,NULL,'100001',1,1,1,2,1,2,1,0,0,0,17,0,'192.0.2.7','Web',NULL,0,1,NULL,'2026-03-03 10:00:00',NULL,NULL,'2026-03-01 12:30:00','2026-03-01 10:00:00','2026-03-01 12:30:00'),
(102,NULL,'100002',3,4,3,1,0,0,0,0,1,0,0,0,'','Email',NULL,0,1,NULL,NULL,NULL,'2026-03-02 11:00:00','2026-03-02 11:00:00','2026-03-02 10:00:00','2026-03-02 11:00:00'),
(103,101,'100003',3,3,3,1,0,0,0,0,0,0,1,0,'','Email',NULL,0,0,NULL,NULL,NULL,'2026-03-03 11:00:00','2026-03-03 11:00:00','2026-02-27 09:00:00','2026-03-03 11:00:00'),
(104,101,'100004',2,2,1,9,0,0,9,3,0,0,8,0,'','Phone',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'2026-03-04 10:00:00','2026-03-04 10:00:00');

CREATE TABLE `ost_ticket__cdata` (`ticket_id` int unsigned NOT NULL, `subject` mediumtext, `priority` mediumtext, PRIMARY KEY (`ticket_id`));
INSERT INTO `ost_ticket__cdata` VALUES (101,'Mail & DNS','3'),(102,'Grüße','Low'),(103,'Same here','2');

CREATE TABLE `ost_ticket_priority` (`priority_id` tinyint NOT NULL, `priority` varchar(60) NOT NULL, `priority_desc` varchar(30) NOT NULL, `priority_color` varchar(7) NOT NULL, `priority_urgency` tinyint unsigned NOT NULL DEFAULT 0, `ispublic` tinyint NOT NULL DEFAULT 1, PRIMARY KEY (`priority_id`));
INSERT INTO `ost_ticket_priority` VALUES (1,'low','Low','#DDFFDD',4,1),(2,'normal','Normal','#FFFFF0',3,1),(3,'high','High','#FEE7E7',2,1),(4,'emergency','Emergency','#FEE7E7',1,1);

CREATE TABLE `ost_ticket_status` (`id` int NOT NULL, `name` varchar(60) NOT NULL, `state` varchar(16), `mode` int unsigned NOT NULL DEFAULT 0, `flags` int unsigned NOT NULL DEFAULT 0, `sort` int unsigned NOT NULL DEFAULT 0, `properties` text NOT NULL, `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_ticket_status` VALUES (1,'Open','open',3,0,1,'{}','2026-01-01 00:00:00','2026-01-01 00:00:00'),(2,'Resolved','closed',1,0,2,'{}','2026-01-01 00:00:00','2026-01-01 00:00:00'),(3,'Closed','closed',3,0,3,'{}','2026-01-01 00:00:00','2026-01-01 00:00:00'),(6,'On hold','open',1,0,4,'{}','2026-01-01 00:00:00','2026-01-01 00:00:00');

CREATE TABLE `ost_user` (`id` int unsigned NOT NULL, `org_id` int unsigned NOT NULL DEFAULT 0, `default_email_id` int unsigned NOT NULL, `status` int unsigned NOT NULL DEFAULT 0, `name` varchar(128) NOT NULL, `created` datetime NOT NULL, `updated` datetime NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_user` VALUES (1,1,1,0,'Ann van Customer','2026-01-01 00:00:00','2026-01-01 00:00:00'),(2,0,2,0,'Locked','2026-01-01 00:00:00','2026-01-01 00:00:00'),(3,0,3,0,'Gus Guest','2026-01-01 00:00:00','2026-01-01 00:00:00');

CREATE TABLE `ost_user__cdata` (`user_id` int unsigned NOT NULL, `email` mediumtext, `name` mediumtext, `phone` mediumtext, `notes` mediumtext, PRIMARY KEY (`user_id`));
INSERT INTO `ost_user__cdata` VALUES (1,NULL,NULL,'5551234X12','<b>VIP</b>');

CREATE TABLE `ost_user_account` (`id` int unsigned NOT NULL, `user_id` int unsigned NOT NULL, `status` int unsigned NOT NULL DEFAULT 0, `timezone` varchar(64), `lang` varchar(16), `username` varchar(64), `passwd` varchar(128), `backend` varchar(32), `extra` text, `registered` timestamp NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_user_account` VALUES (1,1,1,NULL,'de_AT',NULL,'ANN_HASH',NULL,NULL,'2026-01-02 03:04:05'),(2,2,3,NULL,NULL,'locked','unreadable',NULL,NULL,'2026-01-02 03:04:05');

CREATE TABLE `ost_user_email` (`id` int unsigned NOT NULL, `user_id` int unsigned NOT NULL, `flags` int unsigned NOT NULL DEFAULT 0, `address` varchar(255) NOT NULL, PRIMARY KEY (`id`));
INSERT INTO `ost_user_email` VALUES (1,1,0,'ann@example.com'),(2,2,0,'locked@example.com'),(3,3,0,'gus@example.com'),(4,3,0,'gus.private@example.com');

-- Dump completed on 2026-03-10 10:00:00
