import type * as english from './code-words.ts';
import type * as told from './disclosure-words.ts';
import type { releaseWords } from './release-words.ts';
import type { requestWords } from './request-words.ts';

// What papers call in Spanish what the record holds as a word of a list: as the console does, where it says the same.

export const versions: typeof english.versions = {
  preliminary: 'Plan preliminar',
  full: 'Plan completo',
  amended: 'Plan modificado',
  annual: 'Plan anual',
  transition: 'Plan de transición',
};

export const domains: typeof english.domains = {
  housing: 'Vivienda',
  'food-and-basics': 'Comida y lo básico',
  'income-and-work': 'Ingresos y trabajo',
  education: 'Educación',
  'physical-health': 'Salud física',
  'mental-health': 'Salud mental',
  'substance-use': 'Consumo de sustancias',
  legal: 'Asuntos legales',
  family: 'Familia',
  'social-support': 'Apoyo social',
  transportation: 'Transporte',
  safety: 'Seguridad',
};

export const goalStates: typeof english.goalStates = {
  open: 'En curso',
  reached: 'Alcanzado',
  revised: 'Revisado',
  'given-up': 'Abandonado',
};

export const strategyStates: typeof english.strategyStates = {
  planned: 'Previsto',
  tried: 'Intentado',
  works: 'Funciona',
  'given-up': 'Abandonado',
};

export const tiers: typeof english.tiers = {
  'low-cost': 'Gratis o de bajo costo',
  'other-payer': 'Otro pagador (Medicaid, seguro…)',
  county: 'El condado',
};

export const fundingOutcomes: typeof english.fundingOutcomes = {
  pays: 'Paga',
  asked: 'Preguntado',
  'not-available': 'No disponible',
};

export const signers: typeof english.signers = {
  client: 'Cliente',
  coordinator: 'Coordinador de atención',
  'team-member': 'Miembro del equipo',
  guardian: 'Tutor',
  'parole-agent': 'Agente de libertad condicional',
};

export const tasks: typeof english.tasks = {
  'pre-release-meeting': 'Se asiste a una reunión antes de la puesta en libertad',
  'provider-for-each-service': 'Hay un proveedor para cada servicio',
  'first-appointments': 'Las primeras citas están hechas',
  'transition-plan': 'El plan de transición está completo',
};

export const purposes: typeof told.purposes = {
  referral: 'Una remisión',
  'care-coordination': 'La coordinación de la atención',
  monitoring: 'El seguimiento',
  authorization: 'Una autorización de servicios',
  locate: 'Localizar al cliente',
  crisis: 'Una crisis',
  legal: 'Un asunto legal',
  'treatment-payment-operations': 'El tratamiento, el pago y las operaciones',
};

export const contents: typeof told.contents = {
  identity: 'quién es el cliente, y que lo es',
  'contact-information': 'datos de contacto',
  'presenting-issue': 'motivo de consulta',
  services: 'servicios',
  goals: 'metas',
  payer: 'pagador y cobertura',
  plan: 'plan de atención',
  assessment: 'evaluación',
  progress: 'progreso',
  attendance: 'asistencia',
  notes: 'notas del caso',
  'counselling-notes': 'notas de consejería',
};

export const ways: typeof told.ways = {
  referral: 'Remisión enviada',
  request: 'Solicitud al pagador',
  'request-read': 'Solicitud abierta por el pagador',
  transfer: 'Traslado a otra agencia',
  'mis-batch': 'Registrado en el sistema del condado',
  'handed-out': 'Documento entregado',
  list: 'Tabla de una lista entregada',
  'provider-told': 'Proveedor de tratamiento informado de quién es el coordinador de atención',
  spoken: 'Dicho en un contacto o una reunión',
};

export const recipients: typeof told.recipients = {
  provider: 'Un proveedor',
  'team-member': 'Alguien del equipo',
  person: 'Alguien cercano al cliente',
  payer: 'El pagador',
  agency: 'Una agencia',
  role: 'Alguien',
};

export const roles: typeof told.roles = {
  family: 'Familia',
  friend: 'Un amigo',
  landlord: 'Arrendador',
  employer: 'Empleador',
  school: 'Escuela',
  'parole-or-probation': 'Agente de libertad condicional o vigilada',
  court: 'Tribunal',
  police: 'Policía',
  'physician-or-hospital': 'Médico u hospital',
  'child-welfare': 'Protección de menores',
  'benefits-office': 'Oficina de beneficios',
  'intake-unit': 'Unidad de admisión',
  other: 'Otra persona',
};

export const authorities: (typeof releaseWords)['authorities'] = {
  'parent-of-minor': 'padre o madre de un menor',
  guardian: 'tutor',
  'power-of-attorney': 'poder notarial para la atención médica',
  'personal-representative': 'representante de la sucesión',
};

export const documents: (typeof requestWords)['documents'] = {
  sccp: 'Plan de atención (SCCP)',
  'placement-criteria': 'Criterios de ubicación del paciente',
  'acuity-index': 'Índice de agudeza',
  'acuity-documentation': 'Documentación del índice',
  'rst-meeting': 'Notas de la reunión del equipo',
  'rss-tool': 'Herramienta RSS',
  other: 'Otro documento',
};
