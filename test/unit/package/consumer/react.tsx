import type {} from 'callside/react';
import { useRef } from 'react';
import type { CallsideCasePanel, CallsideProvider } from 'callside';

export function Desk({ customerId }: { customerId: string }) {
  const panel = useRef<CallsideCasePanel>(null);
  const provider = useRef<CallsideProvider>(null);
  return (
    <cs-provider
      ref={provider}
      endpoint="https://desk.example.com"
      publishable-key="pk_live_1"
      getToken={async (current, { signal }) => `${current ?? ''}${String(signal.aborted)}`}
      theme="dark"
      lang="fr"
      oncs-ready={({ detail }) => console.log(detail.agent.name.toUpperCase())}
    >
      <cs-customer-lookup min-length={3} search-by="phone" required onChange={() => {}} className="lookup" />
      <cs-case-panel
        ref={panel}
        key={customerId}
        customer-id={customerId}
        readonly
        letters="off"
        oncs-case-select={(event) => {
          const title: string = event.detail.case.title;
          if (!title) event.preventDefault();
        }}
      >
        <p>Loading</p>
      </cs-case-panel>
      <cs-order-completion orderId={null} oncs-order-payment={(event) => event.provide('tok_1')} />
      <cs-alert-banner max={2} hidden />
    </cs-provider>
  );
}

export const wrong = [
  // @ts-expect-error a number is no id
  <cs-case-panel customer-id={7} />,
  // @ts-expect-error no such property
  <cs-case-panel customerID="cus_1" />,
  // @ts-expect-error not one of the themes
  <cs-provider theme="blue" />,
  // @ts-expect-error the event is no string
  <cs-alert-banner oncs-alert-edit={(event: string) => event} />,
  // @ts-expect-error `shortcuts` of a panel is a property that cannot be set
  <cs-case-panel shortcuts="off" />,
  // @ts-expect-error no such tag
  <cs-nothing />,
];
