import { createApp } from 'vue'
import App from './App.vue'
import { watchNames } from './lib/names'
import { watchStatus } from './lib/status'
import { startClock } from './lib/time'
import { router } from './router'
import './styles/base.css'

startClock()
watchStatus()
watchNames()
createApp(App).use(router).mount('#app')
