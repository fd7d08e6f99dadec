import { createApp, watch } from 'vue'
import App from './App.vue'
import { account, askMe } from './lib/me'
import { watchNames } from './lib/names'
import { renewWhenMissing } from './lib/renewed'
import { watchStatus } from './lib/status'
import { startClock } from './lib/time'
import { titleOfPage, watchTitle } from './lib/title'
import { router } from './router'
import './styles/base.css'

startClock()
void askMe()
const stop = watch(account, (who) => {
  // Nothing else is asked before somebody is in: it would only be refused.
  if (!who) return
  watchStatus()
  watchNames()
  queueMicrotask(() => stop())
})
watchTitle()
router.afterEach((to) => titleOfPage(to.meta.title))
renewWhenMissing(router)
createApp(App).use(router).mount('#app')
