// The value of the guide that steers the lane, as the algorithm's line writes it: what g is the gradient of.

import type { ReactElement, ReactNode } from 'react';
import { Formula, Log, PredX0 } from '../../../controls/symbols';
import type { State } from '../../../history/state';
import { useNudgeFrame } from '../../../store/use-store';
import type { CleanView } from '../../../terms/pack-info';
import { lanesOnScreen, selectLarge } from '../../run/selectors';
import { selectLargeGuide } from '../../run/slots';
import { formOf, type ValueForm } from './guide-value';
import { Op } from './operator';
import { SymbolButton } from './symbol-button';

const selectForm = (state: State): ValueForm => {
  const target = lanesOnScreen(state)[selectLarge(state)]?.target;
  return target === undefined ? 'log p' : formOf(target);
};
const selectLooksAt = (state: State): CleanView | undefined => selectLargeGuide(state)?.looksAt;

export function ValueOfGuide(): ReactElement {
  const form = useNudgeFrame(selectForm);
  const looksAt = useNudgeFrame(selectLooksAt);
  if (form === 'log p') return <LogP />;
  if (form === 'sum of log p') {
    return (
      <>
        <Sum />
        <LogP each />
      </>
    );
  }
  const several = form === 'sum of cosines';
  return (
    <>
      {several && (
        <>
          <Sum />
          <SymbolButton of="weight">{each(<mi>w</mi>)}</SymbolButton>
          <Op>⁢</Op>
        </>
      )}
      <SymbolButton of="temperature" />
      <Op left={0.1} right={0.1}>
        ·
      </Op>
      <SymbolButton of="belief">
        <mi>cos</mi>
      </SymbolButton>
      <Op>(</Op>
      <Formula>
        <mi>f</mi>
      </Formula>
      <Op>(</Op>
      {looksAt === 'predX0' ? (
        <SymbolButton of="predX0">
          <PredX0 />
        </SymbolButton>
      ) : (
        <SymbolButton of="xt" />
      )}
      {looksAt === undefined && (
        <>
          <Op right={0.17}>,</Op>
          <SymbolButton of="t" />
        </>
      )}
      <Op>)</Op>
      <Op right={0.17}>,</Op>
      <SymbolButton of="y">{several ? each(<mi>c</mi>) : <mi>c</mi>}</SymbolButton>
      <Op>)</Op>
    </>
  );
}

function Sum(): ReactElement {
  return (
    <Formula>
      <msub>
        <mo>∑</mo>
        <mi>k</mi>
      </msub>
    </Formula>
  );
}

/** The k-th of several. */
function each(symbol: ReactNode): ReactNode {
  return (
    <msub>
      {symbol}
      <mi>k</mi>
    </msub>
  );
}

function LogP({ each: of = false }: { readonly each?: boolean }): ReactElement {
  return (
    <>
      <Formula>
        <Log />
      </Formula>
      <SymbolButton of="belief" />
      <Op>(</Op>
      <SymbolButton of="y">{of ? each(<mi>y</mi>) : undefined}</SymbolButton>
      <Op left={0.2} right={0.2}>
        |
      </Op>
      <SymbolButton of="xt" />
      <Op>)</Op>
    </>
  );
}
