import { fillBody, fillPlain, fillSubject } from '../../src/mail/merge';
import { findFault } from '../../src/mail/smarty';
import { cpuTimeOf } from '../support/cpu-time';

const fields = {
  name: 'Ann',
  status: 'Open',
  zero: '0',
  empty: '',
  evil: '{if $name}<b>{/if}',
  long: 'Our mail does not work since this morning',
  when: '2027-01-31 21:05:09',
  'list.0': 'a',
  'list.1': 'b',
  'rows.x.name': 'X',
  'order.total': '9.50',
  message: { text: '**1**', html: '<strong>1</strong>' },
};

test.each([
  ['{if $name}yes{/if}', 'yes'],
  ['{if $nothing}yes{else}no{/if}', 'no'],
  ['{if $zero}yes{else}no{/if}{if !$empty}!{/if}{if not $empty}!{/if}', 'no!!'],
  ['{if $status == "Closed"}1{elseif $status eq \'Open\'}2{else}3{/if}', '2'],
  ['{if $status == "Closed"}1{else if $status != "Open"}2{else}3{/if}', '3'],
  ['{if $name}{if $empty}a{else}b{/if}c{else}{if $name}d{/if}{/if}e', 'bce'],
  ['{if $empty || $name && $status ne "x"}1{/if}{if $empty or $empty}2{/if}{if $name and $empty}3{/if}', '1'],
  ['{if $order.total == 9.50}1{/if}{if isset($name)}2{/if}{if empty($name)}3{/if}{if !isset($x)}4{/if}', '124'],
  ['{if $status == &quot;Open&quot; &amp;&amp; $name}1{/if}', '1'],
  ['{if $name == true}1{/if}{if $empty == false}2{/if}{if $x == null}3{/if}', '123'],
  ['a{* {$name} *}b', 'ab'],
  ['{literal}{$name}{/literal}{ldelim}x{rdelim}', '{$name}{x}'],
  ['{$name|upper}{$name|lower}{$x|default:"a: b"}{$name|default:"c"}{$name|capitalize|nl2br}', 'ANNanna: bAnnAnn'],
  ['{$name|escape:"html"}{$name nofilter}{$x|default:c|upper}', 'AnnAnnC'],
  ['{$evil}', '{if $name}<b>{/if}'],
  ['{if $order.total > 9}1{/if}{if $order.total >= 10}2{/if}{if $zero lt 1}3{/if}{if $nothing lte 0}4{/if}', '134'],
  ['{if 10 gt 9}1{/if}{if "b" > "a"}2{/if}{if $name &lt;= "Ann"}3{/if}{if $order.total == 9.5}4{/if}', '1234'],
  ['{if ($empty or $name) and !($zero || $empty)}1{/if}{if not ($name)}2{/if}{if !empty($name)}3{/if}', '13'],
  ['{foreach from=$list item=entry}{$entry},{/foreach}', 'a,b,'],
  ['{foreach $list as $at => $entry}{$at}={$entry} {/foreach}', '0=a 1=b '],
  ['{foreach item="o" key=k from=$order}{$k}: {$o}{/foreach}{$k}{$o}', 'total: 9.50'],
  ['{foreach from=$list item=i name=l}{$i}{if !$smarty.foreach.l.last}, {/if}{/foreach}', 'a, b'],
  ['{foreach from=$nothing item=i}{$i}{foreachelse}none{/foreach}{foreach $name as $n}{$n}{/foreach}', 'noneAnn'],
  ['{foreach $list as $i}{foreach $list as $i}{$i}{/foreach}{$i} {/foreach}', 'aba abb '],
  ['{if $name}{foreach $list as $i}{if $i == "b"}{$i|upper}{/if}{/foreach}{/if}', 'B'],
  [
    '{$long|truncate:20}|{$long|truncate:20:"":true}|{$long|truncate:9:"…"}|{$name|truncate:3}',
    'Our mail does not...|Our mail does not wo|Our mail…|Ann',
  ],
  ['{$name|replace:"n":"$&"|cat:"!"}{$name|strtoupper|ucfirst}{$x|default:"a:b"|replace:":":"-"}', 'A$&$&!ANNa-b'],
  [
    '{$when|date_format:"%d.%m.%Y %H:%M"} {$when|date_format:"%A, %B %e"} {$when|date_format:"%I:%M %p"}',
    '31.01.2027 21:05 Sunday, January 31 09:05 PM',
  ],
  ['{$when|date_format} {$name|date_format:"%Y"} {$x|date_format:"%Y"|default:"-"}', 'Jan 31, 2027 Ann -'],
  [
    '{$order.total|number_format:2:",":"."} {$big|default:"1234567.891"|number_format} {$name|number_format}',
    '9,50 1,234,568 Ann',
  ],
  ['?q={$long|truncate:11:""|escape:"url"}', '?q=Our%20mail'],
  ['{color: red} {iffy} {else-where} {if', '{color: red} {iffy} {else-where} {if'],
])('%s becomes %s', (template, filled) => {
  expect(fillSubject(template, fields)).toBe(filled);
  expect(findFault(template)).toBeUndefined();
});

test('a line of a condition leaves no line behind', () => {
  const template = 'Hello\n{if $empty}\nno\n{else}\nyes\n{/if}\n{* why *}\nBye {if $name}{$name}{/if}\n';
  expect(fillPlain(template, fields)).toBe('Hello\nyes\nBye Ann\n');
});

test('values stay escaped, and what has a form of its own keeps it', () => {
  expect(fillBody('{if $evil}<p>{$evil|upper} {$message|upper}</p>{/if}', fields)).toBe(
    '<p>{IF $NAME}&lt;B&gt;{/IF} <strong>1</strong></p>',
  );
});

test.each([
  ['a\n{foreach from=$list item=i}{$i}', 'line 2: {foreach} has no {/foreach}'],
  ['{foreach from=$list}{/foreach}', 'line 1: {foreach from=$list} is not supported'],
  ['{foreach $list|array_reverse as $i}{/foreach}', 'line 1: {foreach $list|array_reverse as $i} is not supported'],
  ['{foreach $list as $i}{if $i}{/foreach}{/if}', 'line 1: {/foreach} has no {foreach}'],
  ['{foreachelse}', 'line 1: {foreachelse} has no {foreach}'],
  ['{foreach $list as $i}{else}{/foreach}', 'line 1: {else} has no {if}'],
  ['{section name=i loop=$list}{/section}', 'line 1: {section name=i loop=$list} is not supported'],
  ['{include file="x.tpl"}', 'line 1: {include file="x.tpl"} is not supported'],
  ['{php}echo 1;{/php}', 'line 1: {php} is not supported'],
  ['{assign var=a value=1}', 'line 1: {assign var=a value=1} is not supported'],
  ['{$a->b()}', 'line 1: {$a->b()} is not supported'],
  ['{$a[0]}', 'line 1: {$a[0]} is not supported'],
  ['{if $a > }{/if}', 'line 1: {if $a > } is not supported'],
  ['{if $a + 1 > 5}{/if}', 'line 1: {if $a + 1 > 5} is not supported'],
  ['{if system("x")}{/if}', 'line 1: {if system("x")} is not supported'],
  ['{if ($a}{/if}', 'line 1: {if ($a} is not supported'],
  ['{if $a constructor $b}{/if}', 'line 1: {if $a constructor $b} is not supported'],
  ['{if}{/if}', 'line 1: {if} is not supported'],
  [
    '{$a|regex_replace:"/a/":"b"}',
    'line 1: the modifier regex_replace of {$a|regex_replace:"/a/":"b"} is not supported',
  ],
  ['{$a|constructor}', 'line 1: the modifier constructor of {$a|constructor} is not supported'],
  ['a\r\n\r\n{if $a}\n{if $b}{/if}', 'line 3: {if} has no {/if}'],
  ['{/if}', 'line 1: {/if} has no {if}'],
  ['{else}', 'line 1: {else} has no {if}'],
  ['{if $a}{else}{elseif $b}{/if}', 'line 1: {elseif $b} comes after {else}'],
  ['{* never ends', 'line 1: {* never ends is not supported'],
  ['{if $a}'.repeat(51), 'line 1: {if} is nested too deeply'],
])('%s is wrong: %s', (template, fault) => {
  expect(findFault(template)).toBe(fault);
});

test('no template takes long', () => {
  const pieces = [
    ...[
      '{foreach from=$a',
      '{foreach from=$a item=b ',
      '{foreach $a as $b}',
      '{if (',
      'from=a',
      '{$a|replace:"a":"bb"',
    ],
    '{',
    '{*',
    '{if $a',
    '{$a|',
    '{$a.',
    '{if $a}',
    '{literal}',
    '{if !!!!',
    '{if $a && ',
    "{$a|b:'",
  ];
  const readAll = () => {
    for (const piece of pieces) {
      const template = piece.repeat(65_000 / piece.length);
      findFault(template);
      fillSubject(template.slice(0, 900), {});
    }
  };
  // A quiet machine takes 0.2 s.
  expect(cpuTimeOf(readAll)).toBeLessThan(10_000);
});

test('no loop goes on for ever, and no text is replaced by one without end', () => {
  const list = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`list.${at}`, 'aa']));
  const [begin, end] = ['{foreach $list as $a}', '{/foreach}'];
  const time = cpuTimeOf(() => {
    expect(() => fillPlain(begin.repeat(40) + end.repeat(40), list)).toThrow('The message may have at most');
    const chain = `|replace:"a":"${'a'.repeat(80)}"`.repeat(10);
    expect(fillPlain(`{$list.0${chain}}`, list).length).toBeLessThan(2_000_000);
  });
  expect(time).toBeLessThan(10_000);
});
