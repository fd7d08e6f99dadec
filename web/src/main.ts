import { createApp } from 'vue'
import App from './App.vue'
import { watchStatus } from './lib/status'
import { startClock } from './lib/time'
import { router } from './router'
import './styles/base.css'

startClock()
watchStatus()
createApp(App).use(router).mount('#app')
