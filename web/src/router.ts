import { createRouter, createWebHistory } from 'vue-router'
import type { MessageKey } from './i18n'
import OverviewPage from './pages/OverviewPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** What the page is called in the title of the window. */
    title: MessageKey
    /** For everybody: without the menu of the house. */
    bare?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'overview', meta: { title: 'nav.overview' }, component: OverviewPage },
    { path: '/points', name: 'points', meta: { title: 'points.title' }, component: () => import('./pages/PointsPage.vue') },
    { path: '/points/:id(\\d+)', name: 'point', meta: { title: 'points.name' }, component: () => import('./pages/PointPage.vue') },
    { path: '/alarms', name: 'alarms', meta: { title: 'alarms.title' }, component: () => import('./pages/AlarmsPage.vue') },
    { path: '/alarms/:id(\\d+)', name: 'alarm', meta: { title: 'alarm.facts' }, component: () => import('./pages/AlarmPage.vue') },
    { path: '/alarms/rejudge', name: 'rejudge', meta: { title: 'rejudge.title' }, component: () => import('./pages/RejudgePage.vue') },
    { path: '/upkeep', name: 'upkeep', meta: { title: 'upkeep.title' }, component: () => import('./pages/UpkeepPage.vue') },
    { path: '/manual', name: 'manual', meta: { title: 'manual.title' }, component: () => import('./pages/ManualPage.vue') },
    { path: '/manual/:id(\\d+)', name: 'manual-report', meta: { title: 'manual.title' }, component: () => import('./pages/ManualReportPage.vue') },
    { path: '/cases', name: 'cases', meta: { title: 'cases.title' }, component: () => import('./pages/CasesPage.vue') },
    { path: '/cases/:id(\\d+)', name: 'case', meta: { title: 'alarms.case' }, component: () => import('./pages/CasePage.vue') },
    { path: '/cases/look-backs', name: 'look-backs', meta: { title: 'lookBacks.title' }, component: () => import('./pages/LookBacksPage.vue') },
    { path: '/cases/kinds', name: 'kinds', meta: { title: 'kinds.title' }, component: () => import('./pages/KindsPage.vue') },
    { path: '/cases/calendar', name: 'calendar', meta: { title: 'calendar.title' }, component: () => import('./pages/CalendarPage.vue') },
    { path: '/mentions', name: 'mentions', meta: { title: 'mentions.title' }, component: () => import('./pages/MentionsPage.vue') },
    { path: '/campaigns', name: 'campaigns', meta: { title: 'campaigns.title' }, component: () => import('./pages/CampaignsPage.vue') },
    { path: '/ledgers', name: 'ledgers', meta: { title: 'ledgers.title' }, component: () => import('./pages/LedgersPage.vue') },
    { path: '/ledgers/:id(\\d+)', name: 'ledger', meta: { title: 'ledgers.title' }, component: () => import('./pages/LedgerPage.vue') },
    { path: '/complain', name: 'complain', meta: { title: 'complain.title', bare: true }, component: () => import('./pages/ComplainPage.vue') },
    { path: '/results', name: 'results', meta: { title: 'results.title', bare: true }, component: () => import('./pages/ResultsPage.vue') },
    { path: '/follow', name: 'follow', meta: { title: 'follow.title', bare: true }, component: () => import('./pages/FollowPage.vue') },
    { path: '/supply', name: 'supply', meta: { title: 'supply.title' }, component: () => import('./pages/SupplyPage.vue') },
    { path: '/supply/orders/:id(\\d+)', name: 'order', meta: { title: 'supply.order' }, component: () => import('./pages/SupplyOrderPage.vue') },
    { path: '/supply/lots/:id(\\d+)', name: 'lot', meta: { title: 'supply.lotTitle' }, component: () => import('./pages/LotPage.vue') },
    { path: '/01/:gtin/10/:lot', name: 'gs1', meta: { title: 'supply.lotTitle', bare: true }, component: () => import('./pages/PublicLotPage.vue') },
    { path: '/hdl/:prefix/:suffix', name: 'handle', meta: { title: 'supply.lotTitle', bare: true }, component: () => import('./pages/PublicLotPage.vue') },
    { path: '/devices', name: 'devices', meta: { title: 'devices.title' }, component: () => import('./pages/DevicesPage.vue') },
    { path: '/devices/meters', name: 'meters', meta: { title: 'meters.title' }, component: () => import('./pages/MetersPage.vue') },
    { path: '/places', name: 'places', meta: { title: 'places.title' }, component: () => import('./pages/PlacesPage.vue') },
    { path: '/places/import', name: 'import', meta: { title: 'import.title' }, component: () => import('./pages/ImportPage.vue') },
    { path: '/places/:id(\\d+)', name: 'place', meta: { title: 'points.enterprise' }, component: () => import('./pages/PlacePage.vue') },
    { path: '/places/:id(\\d+)/tax', name: 'place-tax', meta: { title: 'tax.title' }, component: () => import('./pages/PlaceTaxPage.vue') },
    { path: '/supervision', name: 'supervision', meta: { title: 'sup.title' }, component: () => import('./pages/SupervisionPage.vue') },
    { path: '/supervision/clues/:id(\\d+)', name: 'clue', meta: { title: 'sup.title' }, component: () => import('./pages/CluePage.vue') },
    { path: '/energy', name: 'energy', meta: { title: 'energy.title' }, component: () => import('./pages/EnergyPage.vue') },
    { path: '/energy/:id(\\d+)', name: 'works', meta: { title: 'energy.title' }, component: () => import('./pages/WorksPage.vue') },
    { path: '/energy/:id(\\d+)/kilns/:unit(\\d+)', name: 'kiln', meta: { title: 'energy.kiln' }, component: () => import('./pages/KilnPage.vue') },
    { path: '/inspect', name: 'inspect', meta: { title: 'inspect.title' }, component: () => import('./pages/InspectPage.vue') },
    { path: '/rules', name: 'rules', meta: { title: 'rules.title' }, component: () => import('./pages/RulesPage.vue') },
    { path: '/limits', name: 'limits', meta: { title: 'limits.title' }, component: () => import('./pages/LimitsPage.vue') },
    { path: '/limits/standards', name: 'standards', meta: { title: 'standards.title' }, component: () => import('./pages/StandardsPage.vue') },
    { path: '/air', name: 'air', meta: { title: 'air.title' }, component: () => import('./pages/AirPage.vue') },
    { path: '/law', name: 'law', meta: { title: 'law.title' }, component: () => import('./pages/LawPage.vue') },
    { path: '/notices', name: 'notices', meta: { title: 'notices.title' }, component: () => import('./pages/NoticesPage.vue') },
    { path: '/reports', name: 'reports', meta: { title: 'reports.title' }, component: () => import('./pages/ReportsPage.vue') },
    { path: '/state', name: 'health', meta: { title: 'health.title' }, component: () => import('./pages/HealthPage.vue') },
    { path: '/account', name: 'account', meta: { title: 'account.title' }, component: () => import('./pages/AccountPage.vue') },
    { path: '/people', name: 'people', meta: { title: 'people.title' }, component: () => import('./pages/PeoplePage.vue') },
    { path: '/audit', name: 'audit', meta: { title: 'audit.title' }, component: () => import('./pages/AuditPage.vue') },
    { path: '/reset', name: 'reset', meta: { title: 'login.resetTitle' }, component: () => import('./pages/AccountPage.vue') },
    { path: '/:rest(.*)*', name: 'lost', meta: { title: 'app.notFound' }, component: () => import('./pages/LostPage.vue') },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
