from setuptools import setup

setup(name='letters', version='1.0', packages=['letters'])
