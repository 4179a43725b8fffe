/**
 * What Azure API Management answers by itself, before the queue hears of a request.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies
 */
import type { Exchange } from '../exchange.ts';

export const KEY_HEADER = 'Ocp-Apim-Subscription-Key';

const KEY_MESSAGES = {
  missing:
    'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
  invalid:
    'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
};

export function refuseKey({ url }: Exchange, flaw: keyof typeof KEY_MESSAGES): Response {
  const realm = url.origin + url.pathname.slice(0, url.pathname.indexOf('/', 1));
  return Response.json(
    { statusCode: 401, message: KEY_MESSAGES[flaw] },
    {
      status: 401,
      headers: {
        'WWW-Authenticate': `AzureApiManagementKey realm="${realm}",name="${KEY_HEADER}",type="header"`,
      },
    },
  );
}

export const refuseOperation = (): Response =>
  Response.json({ statusCode: 404, message: 'Resource not found' }, { status: 404 });
