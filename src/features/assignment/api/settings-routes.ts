import { needContent, needFields, settingsContent, settingsFields } from './schemas.ts';
import { assignmentNeedKind } from '../need.ts';
import { assignmentSettingsKind } from '../settings.document.ts';
import { actRoute } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import { refuse } from '../../../kit/http/reply.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';

const tag = 'Assignment';
const saidByNobody = {
  pointer: '/system/minutesBefore',
  detail: 'is needed: the staff policy of the agency says nothing of it',
};

/** What a client needs of a coordinator, and how the agency finds one (IN-4). */
export function assignmentDocumentRoutes(context: RouteContext): Route[] {
  return [...needRoutes(context), ...settingsRoutes(context)];
}

function needRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, {
    kind: assignmentNeedKind,
    ...{ name: 'AssignmentNeedDocument', noun: 'need of a coordinator', tag, path: 'assignment-need' },
    ...{ of: 'enrollment', single: true },
    read: 'client:read',
    content: needContent,
    acts: {
      change: actRoute({
        id: 'changeAssignmentNeed',
        replaces: true,
        summary: 'Say which languages, groups and area a coordinator should suit (IN-4)',
        operation: 'assignment-need:write',
        fields: needFields,
        problems: ['nothing-changed'],
        toAct: (content) => ({ type: 'change' as const, content }),
      }),
    },
  });
}

function settingsRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, {
    kind: assignmentSettingsKind,
    ...{
      name: 'AssignmentSettingsDocument',
      noun: 'way of finding coordinators',
      tag,
      path: 'assignment-settings',
    },
    ...{ of: 'agency', single: true },
    read: 'assignment:read',
    content: settingsContent,
    acts: {
      change: actRoute({
        id: 'changeAssignmentSettings',
        replaces: true,
        summary:
          "Say what the agency's areas are, and whether the system assigns when the deadline nears (IN-4)",
        operation: 'assignment-settings:write',
        fields: settingsFields,
        problems: ['nothing-changed', 'areas-inconsistent'],
        async toAct({ areas, system }, { caller }, routes) {
          const { staffPolicy } = await staffClockOf(routes, caller.agencyId);
          const standard = staffPolicy.assignment?.systemAssignsMinutesBefore.value;
          if (system === null) return { type: 'change' as const, content: { areas, system } };
          const minutesBefore = system.minutesBefore ?? standard;
          if (minutesBefore === undefined) return refuse('invalid-field', { errors: [saidByNobody] });
          return { type: 'change' as const, content: { areas, system: { minutesBefore } } };
        },
      }),
    },
  });
}
