import { fillBody, fillPlain, fillSubject } from '../../src/mail/merge';
import { findFault } from '../../src/mail/smarty';
import { cpuTimeOf } from '../support/cpu-time';

const fields = {
  name: 'Ann',
  status: 'Open',
  zero: '0',
  empty: '',
  evil: '{if $name}<b>{/if}',
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
  ['a\n{foreach from=$list item=i}{$i}{/foreach}', 'line 2: {foreach from=$list item=i} is not supported'],
  ['{foreach $list as $i}{/foreach}', 'line 1: {foreach $list as $i} is not supported'],
  ['{include file="x.tpl"}', 'line 1: {include file="x.tpl"} is not supported'],
  ['{php}echo 1;{/php}', 'line 1: {php} is not supported'],
  ['{assign var=a value=1}', 'line 1: {assign var=a value=1} is not supported'],
  ['{$a->b()}', 'line 1: {$a->b()} is not supported'],
  ['{$a[0]}', 'line 1: {$a[0]} is not supported'],
  ['{if $a > 5}{/if}', 'line 1: {if $a > 5} is not supported'],
  ['{if system("x")}{/if}', 'line 1: {if system("x")} is not supported'],
  ['{if ($a)}{/if}', 'line 1: {if ($a)} is not supported'],
  ['{if}{/if}', 'line 1: {if} is not supported'],
  ['{$a|date_format:"%d"}', 'line 1: the modifier date_format of {$a|date_format:"%d"} is not supported'],
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
  const pieces = ['{', '{*', '{if $a', '{$a|', '{$a.', '{if $a}', '{literal}', '{if !!!!', '{if $a && ', "{$a|b:'"];
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
