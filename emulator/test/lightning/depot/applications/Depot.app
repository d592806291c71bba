<?xml version="1.0" encoding="UTF-8"?>
<CustomApplication xmlns="http://soap.sforce.com/2006/04/metadata">
    <description>Parcels and their way.</description>
    <formFactors>Large</formFactors>
    <label>Depot</label>
    <navType>Standard</navType>
    <tabs>Parcels</tabs>
    <tabs>Reports</tabs>
    <uiType>Lightning</uiType>
</CustomApplication>
