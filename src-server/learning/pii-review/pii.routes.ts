import { api, staffOf } from '../../api.ts';
import { createPiiTestFile, createReportPii } from './pii-tests.ts';
import { createReviewPii, type PiiReviewDeps } from './review-pii.ts';

export function createPiiRoutes(deps: PiiReviewDeps) {
  const review = createReviewPii(deps);
  const routes = api.pii;
  return {
    ofExample: routes.ofExample.handler(({ input }) => review.read(input.id)),
    correct: routes.correct.handler(({ input, context }) => review.correct(input, staffOf(context).id)),
    takeBack: routes.takeBack.handler(({ input }) => review.takeBack(input)),
    report: routes.report.handler(createReportPii(deps)),
    testFile: routes.testFile.handler(createPiiTestFile(deps)),
  };
}
