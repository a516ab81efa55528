import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { ErrorBody } from '../contract/errors.ts';
import { contract } from '../contract/index.ts';

/** The OpenAPI document of the whole contract, with the errors as this server really sends them. */
export function generateOpenApi(version: string) {
  const converter = new ZodToJsonSchemaConverter();
  const generator = new OpenAPIGenerator({ schemaConverters: [converter] });
  const [, errorBody] = converter.convert(ErrorBody, { strategy: 'output' });
  return generator.generate(contract, {
    info: {
      title: 'Teppan',
      version,
      description: 'The support desk: conversations, escalations, knowledge, training and figures.',
    },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    customErrorResponseBodySchema: () => errorBody,
  });
}
