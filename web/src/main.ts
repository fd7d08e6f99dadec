import { createApp } from 'vue'
import App from './App.vue'
import { watchNames } from './lib/names'
import { watchStatus } from './lib/status'
import { startClock } from './lib/time'
import { titleOfPage, watchTitle } from './lib/title'
import { router } from './router'
import './styles/base.css'

startClock()
watchStatus()
watchNames()
watchTitle()
router.afterEach((to) => titleOfPage(to.meta.title))
createApp(App).use(router).mount('#app')
