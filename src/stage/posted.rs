//! A value on the noticeboard, and the bell that rings when it changes.
//!
//! Leptos' own signals are one type for each type of value, 2 KB of WebAssembly each; here the bell is one
//! type and the value lies beside it.

use leptos::prelude::{Effect, Notify, Track, Trigger};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A posted value. Made once, for as long as the page lives, so it may be copied into every closure.
pub struct Posted<T: 'static>(&'static (Trigger, Mutex<T>));

impl<T> Clone for Posted<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Posted<T> {}

impl<T> Posted<T> {
    pub fn new(value: T) -> Posted<T> {
        Posted(Box::leak(Box::new((Trigger::new(), Mutex::new(value)))))
    }

    /// Reads the value and follows it: what runs now, runs again when it changes.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.0.0.track();
        self.with_untracked(read)
    }

    /// Reads the value without following it.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&lock(&self.0.1))
    }

    /// Posts a value; the bell rings only when it differs.
    #[inline(never)]
    pub fn set(&self, value: T)
    where
        T: PartialEq,
    {
        let mut old = lock(&self.0.1);
        if *old != value {
            *old = value;
            drop(old);
            self.0.0.notify();
        }
    }

    pub fn track(&self) {
        self.0.0.track();
    }
}

impl<T: Clone> Posted<T> {
    /// A copy of the value, followed.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// A copy of the value, not followed.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}

/// Runs soon, and again whenever what it reads on the board has changed. In the page only: natively nothing runs.
pub fn watch(run: impl Fn() + 'static) {
    let run: Box<dyn Fn()> = Box::new(run);
    Effect::new(move |_: Option<()>| run());
}

/// Waits for nobody: there is one thread in the page. A poisoned lock cannot outlive the panic that the boot script
/// answers.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
