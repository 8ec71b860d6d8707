import { action } from '../src/calls/action';
import type { GetAttachmentLimits } from '../src/generated/GetAttachmentLimits';

export default action<GetAttachmentLimits>(async (_params, { desk }) => ({
  count: desk.attachmentMaxFiles,
  bytes: desk.attachmentMaxBytes,
  types: [...desk.attachmentExtensions].join(','),
}));
