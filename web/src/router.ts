import { createRouter, createWebHistory } from 'vue-router'
import OverviewPage from './pages/OverviewPage.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'overview', component: OverviewPage },
    { path: '/points', name: 'points', component: () => import('./pages/PointsPage.vue') },
    { path: '/points/:id(\\d+)', name: 'point', component: () => import('./pages/PointPage.vue') },
    { path: '/alarms', name: 'alarms', component: () => import('./pages/AlarmsPage.vue') },
    { path: '/alarms/:id(\\d+)', name: 'alarm', component: () => import('./pages/AlarmPage.vue') },
    { path: '/upkeep', name: 'upkeep', component: () => import('./pages/UpkeepPage.vue') },
    { path: '/cases', name: 'cases', component: () => import('./pages/CasesPage.vue') },
    { path: '/cases/:id(\\d+)', name: 'case', component: () => import('./pages/CasePage.vue') },
    { path: '/devices', name: 'devices', component: () => import('./pages/DevicesPage.vue') },
    { path: '/places', name: 'places', component: () => import('./pages/PlacesPage.vue') },
    { path: '/places/import', name: 'import', component: () => import('./pages/ImportPage.vue') },
    { path: '/places/:id(\\d+)', name: 'place', component: () => import('./pages/PlacePage.vue') },
    { path: '/inspect', name: 'inspect', component: () => import('./pages/InspectPage.vue') },
    { path: '/law', name: 'law', component: () => import('./pages/LawPage.vue') },
    { path: '/state', name: 'health', component: () => import('./pages/HealthPage.vue') },
    { path: '/:rest(.*)*', name: 'lost', component: () => import('./pages/LostPage.vue') },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
